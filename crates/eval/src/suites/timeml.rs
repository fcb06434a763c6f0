//! Reading of TimeML: the text without its tags, and the time expressions in it.

use jiff::civil::Date;
use tidings_types::Span;

/// A time expression with its normalised value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timex {
    /// Where it stands in the text.
    pub span: Span,
    /// `DATE`, `TIME`, `DURATION` or `SET`.
    pub kind: String,
    /// The value, such as `1998-08-07`.
    pub value: String,
}

/// A TimeML file.
#[derive(Debug, Default)]
pub struct TimeMl {
    /// The text proper.
    pub text: String,
    /// The expressions in it.
    pub expressions: Vec<Timex>,
    /// The day the document was made.
    pub created: Option<Date>,
}

/// Reads a file; what is not as it should be is left out.
pub fn parse(tml: &str) -> TimeMl {
    let mut parsed = TimeMl { created: created(tml), ..TimeMl::default() };
    let body = tml.split_once("<TEXT>").map_or("", |(_, rest)| rest);
    let body = body.split_once("</TEXT>").map_or(body, |(text, _)| text);
    let mut open: Option<(usize, String, String)> = None;
    let mut rest = body;
    while let Some((before, after)) = rest.split_once('<') {
        push_plain(&mut parsed.text, before);
        let Some((tag, after)) = after.split_once('>') else { return parsed };
        if tag.starts_with("TIMEX3") {
            open = Some((parsed.text.len(), attribute(tag, "type"), attribute(tag, "value")));
        } else if tag == "/TIMEX3"
            && let Some((start, kind, value)) = open.take()
        {
            let span = Span::new(start, parsed.text.len());
            parsed.expressions.push(Timex { span, kind, value });
        }
        rest = after;
    }
    push_plain(&mut parsed.text, rest);
    parsed
}

fn created(tml: &str) -> Option<Date> {
    let (_, dct) = tml.split_once("<DCT>")?;
    let (dct, _) = dct.split_once("</DCT>")?;
    attribute(dct, "value").get(..10)?.parse().ok()
}

/// The value of an attribute; empty where it is not there.
fn attribute(tag: &str, name: &str) -> String {
    let start = tag.split_once(&format!(" {name}=\"")).map_or("", |(_, rest)| rest);
    unescaped(start.split('"').next().unwrap_or_default())
}

fn push_plain(text: &mut String, escaped: &str) {
    text.push_str(&unescaped(escaped));
}

fn unescaped(text: &str) -> String {
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&apos;", "'")
        .replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_and_expressions() {
        let tml = "<DCT><TIMEX3 tid=\"t0\" type=\"TIME\" value=\"1998-08-07T10:35\">x</TIMEX3></DCT>\
            <TEXT>\nFire &amp; <EVENT eid=\"e1\">smoke</EVENT> on <TIMEX3 tid=\"t1\" type=\"DATE\" \
            value=\"1998-08-07\">Fri</TIMEX3>.</TEXT><X/>";
        let parsed = parse(tml);
        assert_eq!(parsed.text, "\nFire & smoke on Fri.");
        assert_eq!(parsed.created.map(|date| date.to_string()).as_deref(), Some("1998-08-07"));
        let [one] = parsed.expressions.as_slice() else { panic!("one expression") };
        assert_eq!((one.span.of(&parsed.text), one.value.as_str()), (Some("Fri"), "1998-08-07"));
    }

    #[test]
    fn broken_files_do_not_stop() {
        assert_eq!(parse("").text, "");
        assert_eq!(parse("<TEXT>a <TIMEX3 type=\"DATE\"").text, "a ");
    }
}
