//! Addresses that will not last.

use super::{Check, Context, Documentation};
use crate::diag::{Severity, Sink};

/// An address leads to the source itself, for everybody, and for years.
pub(super) struct FragileAddress;

impl Check for FragileAddress {
    fn name(&self) -> &'static str {
        "fragile-address"
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn documentation(&self) -> Documentation {
        Documentation {
            finds: "Finds an address that is a short link, leads through a search engine, a cache or a proxy, holds \
                     the number of a session, or is of a machine that others cannot reach.",
            why: "Short links and sessions end, caches are emptied, and a proxy asks for a password. In ten years \
                     the note leads nowhere.",
            example: r##"[sources.statement]
type  = "webpage"
title = "Statement on public order"
url   = "https://bit.ly/3abcdef""##,
            remedy: "Open the link, and copy the address of the page itself.",
            references: "Architecture of the World Wide Web, Volume One, 3.5.1, URI persistence (W3C, 2004).",
        }
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        for (id, source) in context.spec.sources.iter() {
            for url in source.url.iter().chain(source.archive.iter().filter_map(|archive| archive.url.as_ref())) {
                if let Some(why) = fragile(&url.value) {
                    sink.push(
                        self.finding(format!("the address of `{}` {why}", id.value))
                            .at(url.span, "will not last")
                            .help("open it, and copy the address of the page itself"),
                    );
                }
            }
        }
    }
}

/// Hosts that only pass on.
const SHORT: &[&str] = &[
    "bit.ly",
    "buff.ly",
    "cutt.ly",
    "goo.gl",
    "is.gd",
    "lnkd.in",
    "ow.ly",
    "rb.gy",
    "t.co",
    "t.ly",
    "tinyurl.com",
    "youtu.be",
];

/// What a host or a path that only copies begins with.
const COPIES: &[&str] = &[
    "webcache.googleusercontent.com",
    "cc.bingj.com",
    "translate.google.",
    "www.google.com/url",
    "www.google.com/search",
    "www.google.com/amp",
    "google.com/url",
    "duckduckgo.com/?q",
    "www.bing.com/search",
    "l.facebook.com",
    "out.reddit.com",
];

/// Why an address will not last.
fn fragile(url: &str) -> Option<&'static str> {
    let lower = url.to_lowercase();
    let rest = lower.split_once("://").map_or(lower.as_str(), |(_, rest)| rest);
    let rest = rest.rsplit_once('@').filter(|(user, _)| !user.contains('/')).map_or(rest, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#', ':']).next().unwrap_or("");
    let numbers = host.split('.').all(|part| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit()));
    if SHORT.contains(&host) {
        return Some("is a short link");
    }
    if COPIES.iter().any(|copy| rest.starts_with(copy)) || host.contains(".ezproxy.") || host.starts_with("ezproxy.") {
        return Some("leads through a search engine, a cache or a proxy");
    }
    if host == "localhost" || host.ends_with(".local") || host.ends_with(".internal") || numbers || !host.contains('.')
    {
        return Some("is of a machine that others may not reach");
    }
    let session = ["jsessionid=", "phpsessid=", "sessionid=", "sid=", "aspsessionid"];
    let parts = lower.split(['?', '&', ';']).skip(1);
    parts
        .into_iter()
        .any(|part| session.iter().any(|name| part.starts_with(name)))
        .then_some("holds the number of a session")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fragile_addresses_are_told_from_others() {
        for url in [
            "https://bit.ly/3abc",
            "http://localhost:8000/x",
            "http://192.168.1.4/x",
            "http://intranet/page",
            "https://e.org/page;jsessionid=12",
            "https://e.org/?sid=12",
            "https://www.google.com/url?q=x",
            "https://www-jstor-org.ezproxy.uni.edu/stable/1",
            "https://webcache.googleusercontent.com/search?q=cache:x",
        ] {
            assert!(fragile(url).is_some(), "{url}");
        }
        for url in [
            "https://www.bitly.org/x",
            "https://example.org/bit.ly",
            "https://e.org/?inside=2",
            "https://web.archive.org/web/2020/x",
            "https://user@example.org/x",
            "https://www.google.com/publicpolicy/report",
        ] {
            assert_eq!(fragile(url), None, "{url}");
        }
    }
}
