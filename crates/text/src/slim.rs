//! Strips what a page carries for machines before it is parsed.
//!
//! Half to nine tenths of a news page are scripts, styles, drawings and comments. They hold
//! nothing to read, and cutting them out with one quick scan spares the parser most of its work.
//! Structured data (JSON-LD) is kept aside on the way.

/// A page without its machinery.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Slim {
    /// The markup that is left.
    pub html: String,
    /// Contents of the JSON-LD scripts, in order.
    pub json_ld: Vec<String>,
}

/// Elements whose content is never read, by lower-case name.
const MACHINERY: [&str; 4] = ["script", "style", "svg", "template"];

/// Cuts scripts, styles, drawings, templates and comments out of `html`.
///
/// An element that is opened and never closed keeps what follows it: losing a tag is better than
/// losing the page.
pub fn slim(html: &str) -> Slim {
    let mut slim = Slim { html: String::with_capacity(html.len() / 2), json_ld: Vec::new() };
    let mut copied = 0;
    let mut at = 0;
    while let Some(cut) = next_cut(html, at) {
        slim.html.push_str(html.get(copied..cut.start).unwrap_or_default());
        // What is cut out parted the words on its sides only if it was a block; a space never
        // joins nor splits words that the browser shows apart.
        slim.json_ld.extend(cut.json_ld.map(str::to_owned));
        copied = cut.end;
        at = cut.end;
    }
    slim.html.push_str(html.get(copied..).unwrap_or_default());
    slim
}

/// A stretch to leave out.
struct Cut<'a> {
    start: usize,
    end: usize,
    json_ld: Option<&'a str>,
}

/// The first stretch at or after `from` that can be cut.
fn next_cut(html: &str, from: usize) -> Option<Cut<'_>> {
    let mut at = from;
    loop {
        at += html.get(at..)?.find('<')?;
        let rest = html.get(at..)?;
        if let Some(cut) = comment(rest).or_else(|| machinery(rest)) {
            return Some(Cut { start: at, end: at + cut.end, ..cut });
        }
        at += 1;
    }
}

fn comment(rest: &str) -> Option<Cut<'_>> {
    let body = rest.strip_prefix("<!--")?;
    // `<!-->` and `<!--->` are whole comments by the standard.
    let end = if body.starts_with('>') {
        1
    } else if body.starts_with("->") {
        2
    } else {
        body.find("-->")? + 3
    };
    Some(Cut { start: 0, end: 4 + end, json_ld: None })
}

fn machinery(rest: &str) -> Option<Cut<'_>> {
    let name = MACHINERY.into_iter().find(|name| opens(rest, name))?;
    let tag_end = rest.find('>')? + 1;
    let tag = rest.get(..tag_end)?;
    if tag.ends_with("/>") && name == "svg" {
        return Some(Cut { start: 0, end: tag_end, json_ld: None });
    }
    let body_end = tag_end + closing(rest.get(tag_end..)?, name)?;
    let end = body_end + rest.get(body_end..)?.find('>')? + 1;
    let json_ld = (name == "script" && tag.to_ascii_lowercase().contains("ld+json"))
        .then(|| rest.get(tag_end..body_end))
        .flatten();
    Some(Cut { start: 0, end, json_ld })
}

/// Whether `rest` begins with the start tag of `name`.
fn opens(rest: &str, name: &str) -> bool {
    let bytes = rest.as_bytes();
    let after = bytes.get(1..=name.len());
    after.is_some_and(|word| word.eq_ignore_ascii_case(name.as_bytes()))
        && matches!(bytes.get(name.len() + 1), Some(b' ' | b'>' | b'\n' | b'\t' | b'\r' | b'/'))
}

/// Offset of `</name` in `body`.
fn closing(body: &str, name: &str) -> Option<usize> {
    let mut at = 0;
    loop {
        at += body.get(at..)?.find("</")?;
        let word = body.as_bytes().get(at + 2..at + 2 + name.len())?;
        if word.eq_ignore_ascii_case(name.as_bytes()) {
            return Some(at);
        }
        at += 2;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(html: &str, left: &str) {
        assert_eq!(slim(html).html, left, "{html}");
    }

    #[test]
    fn machinery_is_cut_and_words_are_kept() {
        check("<p>a<script>if (a<b) '</p>'</script>b</p>", "<p>ab</p>");
        check("<STYLE type=x>p{}</STYLE\n><p>a", "<p>a");
        check("a<!-- <p>b</p> -->c<!-->d", "acd");
        check("<svg/><svg><title>x</title></svg>y", "y");
        check("<scripted>a</scripted>", "<scripted>a</scripted>");
        check("<script>never closed", "<script>never closed");
        check("a < b <", "a < b <");
        check("<!-- never closed <p>ж", "<!-- never closed <p>ж");
    }

    #[test]
    fn structured_data_is_kept_aside() {
        let page = slim("<script type=\"application/LD+json\">{\"a\":1}</script>x");
        assert_eq!(page, Slim { html: "x".into(), json_ld: vec!["{\"a\":1}".into()] });
    }
}
