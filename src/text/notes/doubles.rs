//! Folds what was said and then recorded into one item. Lines with an anchor are each their own item.

use crate::text::notes::types::Item;

/// Drops each item that repeats another of the same kind: equal words, or the other's words and more by the
/// same owner. Of a group the anchored ones stay, else the first; an owner or date that it lacks is taken over.
pub(super) fn fold(items: &mut Vec<Item>) {
    let mut order: Vec<Entry> = Vec::new();
    for (index, item) in items.iter().enumerate().filter(|(_, item)| !item.refers) {
        let words = key(&item.title);
        if words.split(' ').count() >= 3 {
            let owner = item
                .owners
                .first()
                .map_or(String::new(), |owner| owner.text.to_lowercase());
            order.push(Entry {
                words: format!("{:?} {words}", item.what.kind()),
                owner,
                index,
            });
        }
    }
    order.sort();
    let mut dropped = vec![false; items.len()];
    let mut start = 0;
    while start < order.len() {
        let head = &order[start];
        let mut owner = head.owner.as_str();
        let alike = order[start + 1..]
            .iter()
            .take_while(|other| repeats(head, other, &mut owner))
            .count();
        let group: Vec<usize> = order[start..=start + alike]
            .iter()
            .map(|entry| entry.index)
            .collect();
        fold_group(items, &group, &mut dropped);
        start += alike + 1;
    }
    let mut dropped = dropped.into_iter();
    items.retain(|_| !dropped.next().unwrap_or(false));
}

/// Says whether `item` records what `other` says: the same words, or its words and more, by the same owner or
/// with no owner named.
pub fn says(item: &Item, other: &Item) -> bool {
    let owner = |item: &Item| item.owners.first().map(|owner| owner.text.to_lowercase());
    let same_owner = match (owner(item), owner(other)) {
        (Some(one), Some(two)) => one == two,
        _ => true,
    };
    let [one, two] = [&item.title, &other.title].map(|title| key(title));
    let begins = |long: &str, short: &str| {
        long.strip_prefix(short)
            .is_some_and(|more| more.is_empty() || more.starts_with(' '))
    };
    let is_long = |words: &str| words.split(' ').count() >= 3;
    item.what.kind() == other.what.kind()
        && same_owner
        && (one == two
            || is_long(&one) && begins(&two, &one)
            || is_long(&two) && begins(&one, &two))
}

/// Drops `(address)` after the words of a link, and a reference in parentheses that is only a link.
fn without_addresses(title: &str) -> String {
    let mut kept = String::with_capacity(title.len());
    let mut rest = title;
    while let Some((before, after)) = rest.split_once("](") {
        let Some((_, tail)) = after.split_once(')') else {
            break;
        };
        let reference = before.rfind("([#").filter(|_| tail.starts_with(')'));
        kept.push_str(&before[..reference.unwrap_or(before.len())]);
        rest = tail;
    }
    kept.push_str(rest);
    kept
}

/// An item as it is sorted: by its words, then its owner, then its place.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Entry {
    words: String,
    owner: String,
    index: usize,
}

/// Lower-case words without signs and addresses.
fn key(title: &str) -> String {
    let mut key = String::with_capacity(title.len());
    let title = without_addresses(title);
    for word in title
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
    {
        if !key.is_empty() {
            key.push(' ');
        }
        key.extend(word.chars().flat_map(char::to_lowercase));
    }
    key
}

/// Says whether `other` repeats `head`; `owner` is whom the group names so far.
fn repeats<'e>(head: &Entry, other: &'e Entry, owner: &mut &'e str) -> bool {
    let same_owner = *owner == other.owner || (owner.len() >= 3 && other.owner.starts_with(*owner));
    match other.words.strip_prefix(&head.words) {
        Some("") if owner.is_empty() => {
            *owner = &other.owner;
            true
        }
        Some("") => same_owner,
        Some(more) => more.starts_with(' ') && same_owner && !owner.is_empty(),
        None => false,
    }
}

fn fold_group(items: &mut [Item], group: &[usize], dropped: &mut [bool]) {
    if group.len() < 2 {
        return;
    }
    let anchored = |index: &&usize| items[**index].anchor.is_some();
    let Some(kept) = group.iter().find(anchored).or(group.iter().min()).copied() else {
        return;
    };
    for index in group.iter().copied() {
        if index == kept || items[index].anchor.is_some() {
            continue;
        }
        dropped[index] = true;
        let (owners, due) = (items[index].owners.clone(), items[index].due);
        let item = &mut items[kept];
        if item.owners.is_empty() {
            item.owners = owners;
        }
        item.due = item.due.or(due);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_has_words_only() {
        assert_eq!(key("Send the  *plan* (draft)!"), "send the plan draft");
    }
}
