//! HTML and SVG as a tree that cannot be forged: the names of elements and attributes are part of the
//! program, and whatever comes from data enters as text alone, cleaned and escaped on the way in.

use std::fmt::{self, Display, Write as _};

use super::clean::clean_lines;
use super::html::escape;

/// One element with all that stands in it.
#[derive(Clone, Debug)]
pub struct Element {
    name: &'static str,
    attributes: String,
    content: String,
}

/// What an attribute can hold without being text from data: a word of the program, or a number.
pub trait Fixed {
    fn told(&self) -> String;
}

impl Fixed for &'static str {
    fn told(&self) -> String {
        escape(self)
    }
}

impl Fixed for usize {
    fn told(&self) -> String {
        self.to_string()
    }
}

impl Fixed for i64 {
    fn told(&self) -> String {
        self.to_string()
    }
}

/// Part of the width or height of what it stands in, from 0 to 100; what lies outside is brought in.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct Percent(f64);

impl Percent {
    pub fn new(value: f64) -> Percent {
        match value.is_finite() {
            true => Percent(value.clamp(0.0, 100.0)),
            false => Percent(0.0),
        }
    }

    /// Returns how far `part` is on the way to `whole`; nothing of nothing is nothing.
    #[expect(
        clippy::cast_precision_loss,
        reason = "counts and days are far below 2^52"
    )]
    pub fn of(part: i64, whole: i64) -> Percent {
        match whole {
            ..=0 => Percent(0.0),
            _ => Percent::new(part as f64 * 100.0 / whole as f64),
        }
    }

    pub fn value(self) -> f64 {
        self.0
    }
}

impl Fixed for Percent {
    fn told(&self) -> String {
        format!("{:.2}%", self.0)
    }
}

/// Returns an empty element of this name.
pub fn element(name: &'static str) -> Element {
    Element {
        name,
        attributes: String::new(),
        content: String::new(),
    }
}

impl Element {
    /// Sets an attribute to what the program says.
    pub fn set(mut self, name: &'static str, value: impl Fixed) -> Element {
        self.attribute(name, &value.told());
        self
    }

    pub fn class(self, name: &'static str) -> Element {
        self.set("class", name)
    }

    /// Says in words what the element is, to those who do not see it; the words may be data.
    pub fn label(mut self, text: &str) -> Element {
        self.attribute("aria-label", &escape(&clean_lines(text)));
        self
    }

    /// Adds text; it may be data.
    pub fn text(mut self, text: impl AsRef<str>) -> Element {
        self.content.push_str(&escape(&clean_lines(text.as_ref())));
        self
    }

    pub fn child(mut self, child: Element) -> Element {
        write!(self.content, "{child}").expect("a string takes all that is written to it");
        self
    }

    pub fn children(self, children: impl IntoIterator<Item = Element>) -> Element {
        children.into_iter().fold(self, Element::child)
    }

    fn attribute(&mut self, name: &'static str, escaped: &str) {
        write!(self.attributes, " {name}=\"{escaped}\"")
            .expect("a string takes all that is written to it");
    }
}

impl Display for Element {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Element {
            name,
            attributes,
            content,
        } = self;
        write!(f, "<{name}{attributes}>{content}</{name}>")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::hostile::TEXTS;
    use proptest::prelude::*;

    #[test]
    fn text_and_labels_are_nothing_but_text() {
        let made = element("p").label("\"><script>").text("<b> & 'c'");
        assert_eq!(
            made.to_string(),
            "<p aria-label=\"&quot;&gt;&lt;script&gt;\">&lt;b&gt; &amp; &#39;c&#39;</p>"
        );
    }

    #[test]
    fn elements_stand_in_each_other() {
        let list = element("ul").children(["a", "b"].map(|word| element("li").text(word)));
        assert_eq!(list.to_string(), "<ul><li>a</li><li>b</li></ul>");
        let mark = element("rect")
            .set("x", Percent::of(1, 3))
            .set("height", 4_usize);
        assert_eq!(mark.to_string(), "<rect x=\"33.33%\" height=\"4\"></rect>");
    }

    #[test]
    fn a_part_never_lies_outside() {
        let check = |part, whole, want| assert_eq!(Percent::of(part, whole).value(), want);
        check(0, 0, 0.0);
        check(1, 0, 0.0);
        check(-3, 10, 0.0);
        check(5, 10, 50.0);
        check(30, 10, 100.0);
        check(i64::MAX, 1, 100.0);
        assert_eq!(Percent::new(f64::NAN).value(), 0.0);
        assert_eq!(Percent::new(f64::INFINITY).value(), 0.0);
    }

    fn check(text: &str) {
        let made = element("p").label(text).text(text).to_string();
        assert_eq!(made.matches('<').count(), 2, "{made}");
        assert_eq!(made.matches('>').count(), 2, "{made}");
        assert_eq!(made.matches('"').count(), 2, "{made}");
        assert!(
            !made.chars().any(|c| c != '\n' && c.is_control()),
            "{made:?}"
        );
    }

    #[test]
    fn no_hostile_text_opens_a_tag_or_ends_an_attribute() {
        TEXTS.iter().for_each(|text| check(text));
    }

    proptest! {
        #[test]
        fn whatever_the_text_it_opens_nothing(text in any::<String>()) {
            check(&text);
        }
    }
}
