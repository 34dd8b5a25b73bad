//! HTML that stands alone: one file, no script, no request to anywhere, and a Content-Security-Policy
//! that says so. Text from data is escaped wherever it stands; what a person wrote as Markdown is
//! rendered, with the HTML in it shown as text and links only to pages and mail addresses.

use pulldown_cmark::{CowStr, Event, Options, Parser, Tag, TagEnd, html};

use crate::render::clean::{clean, clean_lines};
use crate::render::markup::Element;
use crate::render::message::is_address;
use crate::render::model::{Align, Block, Column, Document, Line, Style, Table};

const HEAD: &str = "<meta charset=\"utf-8\">\n\
<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; \
base-uri 'none'; form-action 'none'\">\n\
<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n";

const STYLE: &str = "body{font:16px/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;\
padding:0 1rem;color:#1a1a1a;background:#fff}h1,h2,h3{line-height:1.25}table{border-collapse:collapse}\
th,td{border:1px solid #bbb;padding:.3rem .6rem;text-align:left;vertical-align:top}\
th.right,td.right{text-align:right}pre{overflow-x:auto}@media(prefers-color-scheme:dark)\
{body{color:#eee;background:#1a1a1a}a{color:#9cf}th,td{border-color:#555}}";

/// Returns the document as a whole page.
pub fn page(document: &Document) -> String {
    let title = document.blocks.iter().find_map(|block| match block {
        Block::Heading(_, line) => Some(escape(&clean(&line.text()))),
        _ => None,
    });
    let title = title.unwrap_or_else(|| "tpm".to_owned());
    whole(&title, STYLE, &fragment(document))
}

/// Returns a page around a body that was made by `markup`; the style is part of the program.
pub fn page_of(title: &str, style: &'static str, body: &Element) -> String {
    whole(&escape(&clean(title)), style, &body.to_string())
}

fn whole(title: &str, style: &str, body: &str) -> String {
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n{HEAD}<title>{title}</title>\n\
         <style>{style}</style>\n</head>\n<body>\n{body}</body>\n</html>\n"
    )
}

/// Returns what stands in the body of the page: for the clipboard.
pub fn fragment(document: &Document) -> String {
    document.blocks.iter().map(block).collect()
}

/// Returns text so that it is nothing but text, in content and in quoted attributes.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for char in text.chars() {
        match char {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            char => out.push(char),
        }
    }
    out
}

fn block(block: &Block) -> String {
    match block {
        Block::Heading(level, line) => {
            let level = (*level).clamp(1, 6);
            format!("<h{level}>{}</h{level}>\n", inline(line))
        }
        Block::Paragraph(line) => format!("<p>{}</p>\n", inline(line)),
        Block::Lines(lines) => {
            let lines: Vec<String> = lines.iter().map(inline).collect();
            format!("<p>{}</p>\n", lines.join("<br>\n"))
        }
        Block::Bullets(lines) => list(lines.iter().map(inline)),
        Block::Fields(pairs) => list(pairs.iter().filter(|(_, line)| !line.is_empty()).map(
            |(name, line)| {
                format!(
                    "<strong>{}:</strong> {}",
                    escape(&clean(name)),
                    inline(line)
                )
            },
        )),
        Block::Table(table) => rows(table),
        Block::Markdown(text) => markdown(text),
    }
}

fn list(items: impl Iterator<Item = String>) -> String {
    let items: String = items.map(|item| format!("<li>{item}</li>\n")).collect();
    match items.is_empty() {
        true => items,
        false => format!("<ul>\n{items}</ul>\n"),
    }
}

fn rows(table: &Table) -> String {
    let Table { columns, rows } = table;
    if rows.is_empty() {
        return String::new();
    }
    let class = |column: &Column| match column.align {
        Align::Left => "",
        Align::Right => " class=\"right\"",
    };
    let head = columns.iter().map(|column| {
        let title = escape(&clean(&column.title));
        format!("<th{}>{title}</th>", class(column))
    });
    let mut out = format!("<table>\n<tr>{}</tr>\n", head.collect::<String>());
    for row in rows {
        let cells = columns.iter().enumerate().map(|(place, column)| {
            let cell = row.get(place).map(inline).unwrap_or_default();
            format!("<td{}>{cell}</td>", class(column))
        });
        out.push_str(&format!("<tr>{}</tr>\n", cells.collect::<String>()));
    }
    out.push_str("</table>\n");
    out
}

fn inline(line: &Line) -> String {
    let spans = line.0.iter().map(|span| {
        let text = escape(&clean_lines(&span.text)).replace('\n', "<br>\n");
        match span.style {
            Style::Strong | Style::Late if !text.is_empty() => format!("<strong>{text}</strong>"),
            _ => text,
        }
    });
    spans.collect()
}

/// Renders what a person wrote. Images become links, for showing them would ask somebody for them.
fn markdown(text: &str) -> String {
    let text = clean_lines(text);
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS;
    let mut open = Vec::new();
    let events = Parser::new_ext(&text, options).filter_map(|event| match event {
        Event::Html(html) | Event::InlineHtml(html) => Some(Event::Text(html)),
        Event::Start(Tag::Link { dest_url, id, .. } | Tag::Image { dest_url, id, .. }) => {
            open.push(is_address(&dest_url));
            let link = Tag::Link {
                link_type: pulldown_cmark::LinkType::Inline,
                dest_url,
                title: CowStr::Borrowed(""),
                id,
            };
            is_address_of(&link).then_some(Event::Start(link))
        }
        Event::End(TagEnd::Link | TagEnd::Image) => {
            let is_kept = open.pop().unwrap_or(false);
            is_kept.then_some(Event::End(TagEnd::Link))
        }
        event => Some(event),
    });
    let mut out = String::new();
    html::push_html(&mut out, events);
    out
}

fn is_address_of(tag: &Tag<'_>) -> bool {
    matches!(tag, Tag::Link { dest_url, .. } if is_address(dest_url))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::hostile::{TEXTS, everywhere};
    use proptest::prelude::*;

    /// The tags that a page may hold, without those that have attributes.
    const BARE: &str = "html head body title style h1 h2 h3 h4 h5 h6 p br ul ol li strong em del code pre \
        table thead tbody tr th td blockquote hr a";

    /// Checks every tag of a page against those that may be there, attributes and all.
    fn runs_nothing(page: &str) {
        for piece in page.split('<').skip(1) {
            let (tag, _) = piece
                .split_once('>')
                .unwrap_or_else(|| panic!("a tag stays open: {piece:?}"));
            let name = tag.trim_start_matches('/').trim_end_matches(" /");
            let is_known = BARE.split_whitespace().any(|bare| bare == name)
                || HEAD.contains(&format!("<{tag}>"))
                || [
                    "!doctype html",
                    "html lang=\"en\"",
                    "th class=\"right\"",
                    "td class=\"right\"",
                ]
                .contains(&tag)
                || tag.starts_with("ol start=\"")
                || tag.starts_with("code class=\"language-") && tag.matches('"').count() == 2
                || tag.starts_with("input disabled=\"\" type=\"checkbox\"")
                || tag.starts_with("t") && tag.contains(" style=\"text-align: ")
                || is_link(tag);
            assert!(is_known, "<{tag}> in {page}");
        }
    }

    fn is_link(tag: &str) -> bool {
        let Some(url) = tag
            .strip_prefix("a href=\"")
            .and_then(|rest| rest.strip_suffix('"'))
        else {
            return false;
        };
        is_address(url) && !url.contains('"')
    }

    #[test]
    fn a_page_is_whole_and_asks_for_nothing() {
        let page = page(&everywhere("the <b> & 'x'"));
        assert!(page.contains("default-src 'none'"), "{page}");
        assert!(
            page.contains("<h1><strong>the &lt;b&gt; &amp; &#39;x&#39;</strong>"),
            "{page}"
        );
        for word in ["<script", "<img", "src=", "@import", "url("] {
            assert!(!page.contains(word), "{word} in {page}");
        }
    }

    #[test]
    fn no_field_runs_a_script_or_opens_a_tag() {
        for text in TEXTS {
            let page = page(&everywhere(text));
            runs_nothing(&page);
            assert!(
                !page.chars().any(|c| c != '\n' && c.is_control()),
                "{page:?}"
            );
        }
    }

    #[test]
    fn markdown_is_rendered_and_links_go_to_pages_alone() {
        let check = |text: &str, want: &str| assert_eq!(markdown(text), want, "{text}");
        check("a **b**", "<p>a <strong>b</strong></p>\n");
        check(
            "[x](https://example.org)",
            "<p><a href=\"https://example.org\">x</a></p>\n",
        );
        check("[x](javascript:alert)", "<p>x</p>\n");
        check(
            "![x](https://example.org/p)",
            "<p><a href=\"https://example.org/p\">x</a></p>\n",
        );
        check("<i>x</i>", "<p>&lt;i&gt;x&lt;/i&gt;</p>\n");
    }

    proptest! {
        #[test]
        fn whatever_a_field_holds_nothing_runs(text in "[<>&\"'=a-z:/ \n\\[\\]()!*_`|-]{0,60}") {
            runs_nothing(&page(&everywhere(&text)));
        }
    }
}
