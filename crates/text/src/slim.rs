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

/// The attributes that anyone reads here, and those that change how a page is parsed (`type`,
/// `encoding` and the three of `font`), in lower case.
const READ: [&str; 28] = [
    "aria-hidden",
    "class",
    "color",
    "content",
    "data-component",
    "data-date",
    "data-testid",
    "data-time",
    "datetime",
    "encoding",
    "face",
    "hidden",
    "href",
    "http-equiv",
    "id",
    "itemprop",
    "lang",
    "name",
    "property",
    "pubdate",
    "rel",
    "role",
    "size",
    "style",
    "title",
    "type",
    "xml:lang",
    "charset",
];

/// Cuts scripts, styles, drawings, templates, comments and attributes that nobody reads out of
/// `html`.
///
/// An element that is opened and never closed keeps what follows it: losing a tag is better than
/// losing the page.
pub fn slim(html: &str) -> Slim {
    let mut scan = Scan {
        html,
        missing: [false; MISSING],
        slim: Slim { html: String::with_capacity(html.len() / 2), json_ld: Vec::new() },
        copied: 0,
    };
    let mut at = 0;
    while let Some(found) = html.get(at..).and_then(|rest| rest.find('<')) {
        at = scan.step(at + found);
    }
    scan.cut(html.len(), html.len());
    scan.slim
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
    slim: Slim,
    /// How far the page is copied or cut.
    copied: usize,
}

impl<'a> Scan<'a> {
    /// Cuts what can be cut at the `<` at `at`; gives where to go on.
    fn step(&mut self, at: usize) -> usize {
        let rest = self.html.get(at..).unwrap_or_default();
        match rest.as_bytes().get(1) {
            Some(b'!') => self.comment(at, rest).unwrap_or(at + 1),
            Some(byte) if byte.is_ascii_alphabetic() => {
                self.machinery(at, rest).unwrap_or_else(|| self.attributes(at))
            }
            _ => at + 1,
        }
    }

    /// Copies what stands before `start` and leaves out what stands before `end`.
    fn cut(&mut self, start: usize, end: usize) -> usize {
        self.slim.html.push_str(self.html.get(self.copied..start).unwrap_or_default());
        self.copied = end;
        end
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

    fn comment(&mut self, at: usize, rest: &str) -> Option<usize> {
        let body = rest.strip_prefix("<!--")?;
        // `<!-->` and `<!--->` are whole comments by the standard.
        let end = if body.starts_with('>') {
            1
        } else if body.starts_with("->") {
            2
        } else {
            self.find(COMMENT, || body.find("-->"))? + 3
        };
        Some(self.cut(at, at + 4 + end))
    }

    fn machinery(&mut self, at: usize, rest: &'a str) -> Option<usize> {
        let kind = MACHINERY.iter().position(|name| opens(rest, name))?;
        let name = *MACHINERY.get(kind)?;
        let tag_end = self.find(TAG, || rest.find('>'))? + 1;
        let tag = rest.get(..tag_end)?;
        if tag.ends_with("/>") && name == "svg" {
            return Some(self.cut(at, at + tag_end));
        }
        let body = rest.get(tag_end..)?;
        let body_end = tag_end + self.find(kind, || closing(body, name))?;
        let tail = rest.get(body_end..)?;
        let end = body_end + self.find(TAG, || tail.find('>'))? + 1;
        if name == "script" && tag.to_ascii_lowercase().contains("ld+json") {
            self.slim.json_ld.extend(rest.get(tag_end..body_end).map(str::to_owned));
        }
        Some(self.cut(at, at + end))
    }

    /// Cuts the attributes that nobody reads, and all after the [`MAX_ATTRIBUTES`]th, out of the tag
    /// at `at`; gives the place of its end.
    fn attributes(&mut self, at: usize) -> usize {
        let bytes = self.html.as_bytes();
        let mut place = skip(bytes, at + 1, |byte| !is_gap(byte) && byte != b'>');
        let is_link = place == at + 2 && matches!(bytes.get(at + 1), Some(b'a' | b'A'));
        let (mut kept, mut cut_from) = (0, None);
        loop {
            place = skip(bytes, place, is_gap);
            if bytes.get(place).is_none_or(|&byte| byte == b'>') {
                break;
            }
            let Some(found) = attribute(self.html, place) else {
                // A value that is never closed takes all that follows, as in a browser.
                return bytes.len();
            };
            let name = bytes.get(place..found.name_end).unwrap_or_default();
            let value = bytes.get(found.value..found.end).unwrap_or_default();
            if kept < MAX_ATTRIBUTES && is_read(name, value, is_link) {
                kept += 1;
                if let Some(start) = cut_from.take() {
                    self.cut(start, place);
                }
            } else {
                cut_from = cut_from.or(Some(place));
            }
            place = found.end;
        }
        if let Some(start) = cut_from {
            // A slash closes the element where foreign elements are parsed.
            let closed = bytes.get(place.saturating_sub(1)) == Some(&b'/');
            self.cut(start, if closed { place - 1 } else { place });
        }
        place
    }
}

/// What parts attributes.
fn is_gap(byte: u8) -> bool {
    matches!(byte, b' ' | b'\n' | b'\t' | b'\r' | b'\x0C' | b'/')
}

/// Where the parts of an attribute end.
struct Attribute {
    name_end: usize,
    /// Where its value begins, quote included; `end` where it has none.
    value: usize,
    end: usize,
}

/// The attribute that begins at `start`, by the rules of the HTML standard; `None` where its value
/// is never closed.
fn attribute(html: &str, start: usize) -> Option<Attribute> {
    let bytes = html.as_bytes();
    let is_space = |byte: u8| is_gap(byte) && byte != b'/';
    // A sign of equality in front is part of the name.
    let name_end = skip(bytes, start + 1, |byte| !is_gap(byte) && !matches!(byte, b'>' | b'='));
    let sign = skip(bytes, name_end, is_space);
    if bytes.get(sign) != Some(&b'=') {
        return Some(Attribute { name_end, value: name_end, end: name_end });
    }
    let value = skip(bytes, sign + 1, is_space);
    let end = match bytes.get(value) {
        Some(&quote @ (b'"' | b'\'')) => {
            value + 2 + html.get(value + 1..)?.find(char::from(quote))?
        }
        _ => skip(bytes, value, |byte| !is_space(byte) && byte != b'>'),
    };
    Some(Attribute { name_end, value, end })
}

/// The first place from `at` on whose byte is not `skipped`.
fn skip(bytes: &[u8], mut at: usize, skipped: impl Fn(u8) -> bool) -> usize {
    while bytes.get(at).is_some_and(|&byte| skipped(byte)) {
        at += 1;
    }
    at
}

/// Whether an attribute is read by anyone. Of a link's address, only whether it is on this page.
fn is_read(name: &[u8], value: &[u8], of_link: bool) -> bool {
    /// The longest name read is `data-component`.
    const LONGEST: usize = 14;
    name.len() <= LONGEST
        && READ.iter().any(|read| read.as_bytes().eq_ignore_ascii_case(name))
        && !(of_link
            && name.eq_ignore_ascii_case(b"href")
            && !value.iter().take(2).any(|&byte| byte == b'#'))
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
        check("<a title='<script>' id=\"<!--\">b</a>", "<a title='<script>' id=\"<!--\">b</a>");
        check(
            "<a title='never closed>b<style>c</style>",
            "<a title='never closed>b<style>c</style>",
        );
    }

    #[test]
    fn attributes_that_nobody_reads_are_cut() {
        check("<p onclick='a>b' class=c data-x=1>d", "<p class=c >d");
        check("<P CLASS = 'c' x>d</p x=1>", "<P CLASS = 'c' >d</p x=1>");
        check("<a href=/x?a=1>b<a href='#c'>d", "<a >b<a href='#c'>d");
        check("<img src=a.png/><br/>b", "<img /><br/>b");
        check("<mi x=1 />", "<mi />");
        check("<p x= >b", "<p >b");
        check("<p =x class=c>b", "<p class=c>b");
        let tag = |count: usize| format!("<p {}>b</p>", "id='>' ".repeat(count));
        check(&tag(100), &tag(100));
        check(&tag(5000), &format!("<p {}>b</p>", "id='>' ".repeat(128)));
    }

    #[test]
    fn structured_data_is_kept_aside() {
        let page = slim("<script type=\"application/LD+json\">{\"a\":1}</script>x");
        assert_eq!(page, Slim { html: "x".into(), json_ld: vec!["{\"a\":1}".into()] });
    }
}
