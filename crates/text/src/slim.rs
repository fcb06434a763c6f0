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

/// Most attributes of one element that are kept. Real elements have under forty; the parser looks
/// each new one up among all before it, so that this bounds its work.
const MAX_ATTRIBUTES: usize = 128;

/// Cuts scripts, styles, drawings, templates, comments and excessive attributes out of `html`.
///
/// An element that is opened and never closed keeps what follows it: losing a tag is better than
/// losing the page.
pub fn slim(html: &str) -> Slim {
    let mut slim = Slim { html: String::with_capacity(html.len() / 2), json_ld: Vec::new() };
    let mut scan = Scan { html, missing: [false; MISSING] };
    let mut copied = 0;
    let mut at = 0;
    while let Some(found) = html.get(at..).and_then(|rest| rest.find('<')) {
        at += found;
        match scan.cut(at) {
            Ok(cut) => {
                slim.html.push_str(html.get(copied..cut.start).unwrap_or_default());
                slim.html.push_str(cut.instead);
                slim.json_ld.extend(cut.json_ld.map(str::to_owned));
                copied = cut.end;
                at = cut.end;
            }
            Err(next) => at = next,
        }
    }
    slim.html.push_str(html.get(copied..).unwrap_or_default());
    slim
}

/// A stretch to leave out.
struct Cut<'a> {
    start: usize,
    end: usize,
    /// What stands in its place.
    instead: &'static str,
    json_ld: Option<&'a str>,
}

/// Closing marks that may be missing from some place on: those of [`MACHINERY`], that of a comment,
/// that of a tag.
const MISSING: usize = MACHINERY.len() + 2;
const COMMENT: usize = MACHINERY.len();
const TAG: usize = MACHINERY.len() + 1;

/// A scan from front to back that never looks twice for a mark that is not there.
struct Scan<'a> {
    html: &'a str,
    missing: [bool; MISSING],
}

impl<'a> Scan<'a> {
    /// What to cut at the `<` at `at`, or where to go on if nothing.
    fn cut(&mut self, at: usize) -> Result<Cut<'a>, usize> {
        let rest = self.html.get(at..).unwrap_or_default();
        match rest.as_bytes().get(1) {
            Some(b'!') => self.comment(at, rest).ok_or(at + 1),
            Some(byte) if byte.is_ascii_alphabetic() => match self.machinery(at, rest) {
                Some(cut) => Ok(cut),
                None => attributes(at, rest),
            },
            _ => Err(at + 1),
        }
    }

    /// The offset that `find` gives, unless it is known that there is none.
    fn find(&mut self, mark: usize, find: impl FnOnce() -> Option<usize>) -> Option<usize> {
        if *self.missing.get(mark)? {
            return None;
        }
        let found = find();
        if let Some(missing) = self.missing.get_mut(mark) {
            *missing = found.is_none();
        }
        found
    }

    fn comment(&mut self, at: usize, rest: &str) -> Option<Cut<'a>> {
        let body = rest.strip_prefix("<!--")?;
        // `<!-->` and `<!--->` are whole comments by the standard.
        let end = if body.starts_with('>') {
            1
        } else if body.starts_with("->") {
            2
        } else {
            self.find(COMMENT, || body.find("-->"))? + 3
        };
        Some(Cut { start: at, end: at + 4 + end, instead: "", json_ld: None })
    }

    fn machinery(&mut self, at: usize, rest: &'a str) -> Option<Cut<'a>> {
        let kind = MACHINERY.iter().position(|name| opens(rest, name))?;
        let name = *MACHINERY.get(kind)?;
        let tag_end = self.find(TAG, || rest.find('>'))? + 1;
        let tag = rest.get(..tag_end)?;
        if tag.ends_with("/>") && name == "svg" {
            return Some(Cut { start: at, end: at + tag_end, instead: "", json_ld: None });
        }
        let body = rest.get(tag_end..)?;
        let body_end = tag_end + self.find(kind, || closing(body, name))?;
        let tail = rest.get(body_end..)?;
        let end = body_end + self.find(TAG, || tail.find('>'))? + 1;
        let json_ld = (name == "script" && tag.to_ascii_lowercase().contains("ld+json"))
            .then(|| rest.get(tag_end..body_end))
            .flatten();
        Some(Cut { start: at, end: at + end, instead: "", json_ld })
    }
}

/// Cuts the attributes after the [`MAX_ATTRIBUTES`]th out of the tag that `rest`, at `at`, begins
/// with; where it has fewer, gives the place behind the tag.
fn attributes<'a>(at: usize, rest: &str) -> Result<Cut<'a>, usize> {
    let bytes = rest.as_bytes();
    let (mut count, mut excess) = (0, None);
    let mut before = b' ';
    let mut place = 1;
    while let Some(&byte) = bytes.get(place) {
        match byte {
            b'>' => break,
            b'"' | b'\'' if before == b'=' => {
                let value = bytes.get(place + 1..).unwrap_or_default();
                // A value that is never closed takes all that follows, as in a browser.
                let Some(length) = value.iter().position(|&b| b == byte) else {
                    return Err(at + bytes.len());
                };
                place += length + 1;
                before = byte;
            }
            b' ' | b'\n' | b'\t' | b'\r' | b'\x0C' | b'/' => {
                if before != b'=' {
                    before = b' ';
                }
            }
            _ => {
                if matches!(before, b' ' | b'"' | b'\'') {
                    count += 1;
                    if count > MAX_ATTRIBUTES {
                        excess = excess.or(Some(place));
                    }
                }
                before = if byte == b'=' { b'=' } else { b'x' };
            }
        }
        place += 1;
    }
    match excess {
        Some(start) => {
            let end = at + (place + 1).min(bytes.len());
            Ok(Cut { start: at + start, end, instead: ">", json_ld: None })
        }
        None => Err(at + place),
    }
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
        check("<a title='<script>' x=\"<!--\">b</a>", "<a title='<script>' x=\"<!--\">b</a>");
        check(
            "<a title='never closed>b<style>c</style>",
            "<a title='never closed>b<style>c</style>",
        );
    }

    #[test]
    fn excessive_attributes_are_cut() {
        let tag = |count: usize| {
            let attributes: Vec<String> = (0..count).map(|n| format!("a{n}='>'")).collect();
            format!("<p {}>b</p>", attributes.join(" "))
        };
        check(&tag(100), &tag(100));
        let slimmed = slim(&tag(5000)).html;
        assert!(slimmed.len() < 1500 && slimmed.ends_with(">b</p>"), "{slimmed}");
    }

    #[test]
    fn structured_data_is_kept_aside() {
        let page = slim("<script type=\"application/LD+json\">{\"a\":1}</script>x");
        assert_eq!(page, Slim { html: "x".into(), json_ld: vec!["{\"a\":1}".into()] });
    }
}
