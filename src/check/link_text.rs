//! Links that say "here".

use super::{Check, Context, Documentation};
use crate::diag::{Diagnostic, Severity, Sink};

/// The words of a link say where it leads.
pub(super) struct LinkText;

impl Check for LinkText {
    fn name(&self) -> &'static str {
        "link-text"
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn documentation(&self) -> Documentation {
        Documentation {
            finds: "Finds a link whose words say nothing of where it leads: \"here\", \"click here\", \"this \
                    link\", \"read more\" and the like, in any of the seven languages: \"ici\", \"pulse aquí\", \"здесь\".",
            why: "Screen readers list links without the sentence around them, and on paper there is nothing to \
                  click: a list of \"here\" leads nowhere (WCAG 2.1, 2.4.4 and 2.4.9).",
            example: r#"[[sections]]
heading = "Executions"
text    = "The report can be read [here](https://example.org/report).""#,
            remedy: "Let the words name what the link leads to: `[the report for 2020](…)`; or make it a source and \
                     cite it.",
            references: "WCAG 2.1, 2.4.4 Link Purpose (In Context) and 2.4.9 Link Purpose (Link Only).",
        }
    }

    fn run(&self, context: Context<'_>, sink: &mut Sink) {
        for link in super::running::prose(context.spec).into_iter().flat_map(super::running::links) {
            let words = link.text.to_lowercase();
            let words = words.trim_matches(|c: char| !c.is_alphanumeric());
            let words = words.replace('’', "'");
            if EMPTY.contains(&words.as_str()) || ELSEWHERE.contains(&words.as_str()) {
                let message = format!("the words of a link are only \u{201c}{}\u{201d}", link.text.trim());
                sink.push(
                    Diagnostic::warning(self.name(), message)
                        .at(link.span, "where does it lead?")
                        .help("let the words name what the link leads to, or make it a source and cite it"),
                );
            }
        }
    }
}

/// Words that say nothing, in lower case.
const EMPTY: &[&str] = &[
    "",
    "click",
    "click here",
    "find out more",
    "full text",
    "here",
    "learn more",
    "link",
    "more",
    "read here",
    "read more",
    "see here",
    "this",
    "this link",
    "this page",
    "this site",
    "this website",
    "website",
];

/// The same in French, Spanish, Russian, Arabic, Persian and Chinese.
const ELSEWHERE: &[&str] = &[
    "ce lien",
    "cette page",
    "ce site",
    "cliquer ici",
    "cliquez ici",
    "en savoir plus",
    "ici",
    "lien",
    "lire ici",
    "lire la suite",
    "lire plus",
    "par ici",
    "plus d'informations",
    "site web",
    "suite",
    "voir ici",
    "aquí",
    "este enlace",
    "esta página",
    "este sitio",
    "enlace",
    "haga clic aquí",
    "haz clic aquí",
    "clic aquí",
    "leer más",
    "más",
    "más información",
    "por aquí",
    "pulse aquí",
    "saber más",
    "sitio web",
    "ver aquí",
    "ver más",
    "здесь",
    "тут",
    "ссылка",
    "ссылке",
    "по ссылке",
    "по этой ссылке",
    "эта ссылка",
    "нажмите здесь",
    "нажмите сюда",
    "сюда",
    "подробнее",
    "далее",
    "читать далее",
    "читать дальше",
    "читать здесь",
    "узнать больше",
    "сайт",
    "هنا",
    "اضغط هنا",
    "انقر هنا",
    "اقرأ المزيد",
    "اقرأ هنا",
    "المزيد",
    "لمزيد من المعلومات",
    "للمزيد",
    "رابط",
    "الرابط",
    "هذا الرابط",
    "على هذا الرابط",
    "هذه الصفحة",
    "هذا الموقع",
    "الموقع",
    "اینجا",
    "این‌جا",
    "در اینجا",
    "اینجا کلیک کنید",
    "کلیک کنید",
    "این لینک",
    "لینک",
    "پیوند",
    "این پیوند",
    "این صفحه",
    "این سایت",
    "بیشتر",
    "بیشتر بخوانید",
    "ادامه",
    "ادامهٔ مطلب",
    "ادامه مطلب",
    "اطلاعات بیشتر",
    "这里",
    "这儿",
    "此处",
    "在此",
    "点击这里",
    "点击此处",
    "点这里",
    "请点击这里",
    "请点击此处",
    "链接",
    "此链接",
    "这个链接",
    "该链接",
    "更多",
    "了解更多",
    "阅读更多",
    "阅读全文",
    "查看详情",
    "详情",
    "本页",
    "网站",
];

#[cfg(test)]
mod tests {
    use super::super::testing::*;
    use super::*;

    #[test]
    fn words_that_lead_nowhere() {
        assert_eq!(in_prose(&LinkText, "See [here](https://e.org)."), ["here: the words of a link are only “here”"]);
        assert_eq!(
            in_prose(&LinkText, "- See [Click\n  **here**](https://e.org)!"),
            ["Click\n  **here: the words of a link are only “Click here”"]
        );
    }

    #[test]
    fn words_of_other_languages() {
        for words in ["Cliquez ici", "aquí", "Нажмите здесь", "هنا", "اینجا", "点击此处", "plus d’informations"]
        {
            let found = in_prose(&LinkText, &format!("[{words}](https://e.org)."));
            assert_eq!(found, [format!("{words}: the words of a link are only “{words}”")]);
        }
        for words in ["le rapport d’ici", "el informe de aquí", "отчёт здесь", "التقرير هنا", "2020年报告"]
        {
            assert_eq!(in_prose(&LinkText, &format!("[{words}](https://e.org).")), [""; 0], "{words}");
        }
    }

    #[test]
    fn words_that_say_where() {
        let text = "What is [here for all](https://e.org) is here; [the report](https://e.org/r) is long.";
        assert_eq!(in_prose(&LinkText, text), [""; 0]);
    }
}
