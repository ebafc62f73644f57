//! What may be typed behind `--set`, for shells that complete it.

use toml::de::{DeTable, DeValue};

/// The values of parameters that begin like `given`, each with what there is to say of it: `month=` for the names, and behind
/// a name that stands there whole, `country=IR` for the values that the file lists: its `choices`, the keys of `names`, the
/// default, and for a language those of the editions.
#[must_use]
pub fn choices(text: &str, given: &str) -> Vec<(String, String)> {
    let (tree, _) = DeTable::parse_recoverable(text);
    let tree = tree.get_ref();
    let Some(params) = table(tree, "params") else { return Vec::new() };
    let found: Vec<(String, String)> = match given.split_once('=') {
        None => params
            .iter()
            .map(|(name, param)| {
                let about = param.get_ref().as_table().and_then(|param| described(param, "description"));
                (format!("{}=", name.get_ref()), about.unwrap_or_default())
            })
            .collect(),
        Some((name, _)) => {
            let param = table(params, name);
            param
                .map_or_else(Vec::new, |param| values(tree, param))
                .into_iter()
                .map(|(value, about)| (format!("{name}={value}"), about))
                .collect()
        }
    };
    found.into_iter().filter(|(typed, _)| typed.starts_with(given)).collect()
}

/// The values that a parameter is known to take, in the order of the file.
fn values(tree: &DeTable<'_>, param: &DeTable<'_>) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> =
        texts(param, "choices").into_iter().map(|choice| (choice, String::new())).collect();
    if found.is_empty()
        && param.get("type").and_then(|kind| kind.get_ref().as_str()) == Some("language")
        && let Some(briefing) = table(tree, "briefing")
    {
        found.extend(texts(briefing, "languages").into_iter().map(|language| (language, String::new())));
    }
    if let Some(names) = table(param, "names") {
        for (value, _) in names {
            let known = found.iter().any(|(found, _)| found == value.get_ref().as_ref());
            if !known {
                found.push((value.get_ref().to_string(), String::new()));
            }
        }
        for (value, about) in &mut found {
            *about = described(names, value).unwrap_or_default();
        }
    }
    if let Some(default) = param.get("default").and_then(|default| default.get_ref().as_str())
        && !found.iter().any(|(value, _)| value == default)
    {
        found.push((default.to_owned(), "default".to_owned()));
    }
    found
}

fn table<'t, 'a>(tree: &'t DeTable<'a>, key: &str) -> Option<&'t DeTable<'a>> {
    tree.get(key).and_then(|value| value.get_ref().as_table())
}

/// A text, or the first where it stands in several languages.
fn described(tree: &DeTable<'_>, key: &str) -> Option<String> {
    match tree.get(key)?.get_ref() {
        DeValue::String(text) => Some(text.to_string()),
        DeValue::Table(texts) => texts.values().find_map(|text| text.get_ref().as_str()).map(str::to_owned),
        _ => None,
    }
}

fn texts(tree: &DeTable<'_>, key: &str) -> Vec<String> {
    let list = tree.get(key).and_then(|value| value.get_ref().as_array());
    list.into_iter().flatten().filter_map(|text| text.get_ref().as_str()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = r#"
briefing.languages = ["en", "fr"]
[params]
country = { type = "choice", choices = ["IR", "SA"], names = { IR = { en = "Iran", fr = "l’Iran" } }, description = "the country" }
month = { type = "month", default = "last month" }
language = { type = "language" }
kept = 3
[params.place]
type = "text"
names.north = "the North"
"#;

    fn typed(given: &str) -> Vec<String> {
        choices(FILE, given).into_iter().map(|(typed, about)| format!("{typed} {about}").trim().to_owned()).collect()
    }

    #[test]
    fn names_and_then_values_are_completed() {
        assert_eq!(typed(""), ["country= the country", "kept=", "language=", "month=", "place="]);
        assert_eq!(typed("c"), ["country= the country"]);
        assert_eq!(typed("country="), ["country=IR Iran", "country=SA"]);
        assert_eq!(typed("country=S"), ["country=SA"]);
        assert_eq!(typed("month=l"), ["month=last month default"]);
        assert_eq!(typed("language="), ["language=en", "language=fr"]);
        assert_eq!(typed("place="), ["place=north the North"]);
        for nothing in ["kept=", "x", "x=", "country=x", "=", "月"] {
            assert!(typed(nothing).is_empty(), "{nothing}");
        }
        assert!(choices("[params", "").is_empty());
    }
}
