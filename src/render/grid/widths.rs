//! Decides which columns a screen has room for and how wide each is.
//!
//! Knows widths only, never text; returns `None` where the rows must be cards instead.

use crate::render::grid::flow::WIDEST_CHAR;
use crate::render::model::Fit;

/// Spaces between two columns.
pub const GAP: usize = 2;

/// How much room is asked for: enough to read with ease, or the least that is of use.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ease {
    /// Below this `Drop` columns go.
    Comfortable,
    /// Below this rows become cards.
    Least,
}

/// Above this a `Keep` column gives way too, so that one strange value does not make cards of all rows; no ID,
/// date or handle is that long.
const KEPT: usize = 24;

/// The least that a `Cut` column is of use with.
const LEAST_CUT: usize = 14;

impl Ease {
    /// Returns the width of a `Wrap` column.
    fn title(self) -> usize {
        match self {
            Ease::Comfortable => 28,
            Ease::Least => 24,
        }
    }

    /// Returns the width of a `Phrase` column; below the least words are broken.
    fn phrase(self) -> usize {
        match self {
            Ease::Comfortable => 20,
            Ease::Least => 10,
        }
    }
}

/// What a column would like: its natural width, and how it gives way.
#[derive(Clone, Copy, Debug)]
pub struct Wish {
    pub natural: usize,
    pub fit: Fit,
}

/// Returns the width of each column, `None` for one that is left out, so that all of them and the
/// gaps take at most `screen` columns; nothing if they cannot.
pub fn fit(wishes: &[Option<Wish>], screen: usize) -> Option<Vec<Option<usize>>> {
    let mut wishes = wishes.to_vec();
    while needed(&wishes, Ease::Comfortable) > screen {
        let Some(dropped) = next_to_drop(&wishes) else {
            break;
        };
        wishes[dropped] = None;
    }
    (needed(&wishes, Ease::Least) <= screen).then(|| spread(&wishes, screen))
}

fn needed(wishes: &[Option<Wish>], ease: Ease) -> usize {
    let widths = wishes.iter().flatten().map(|wish| floor(*wish, ease) + GAP);
    widths.sum::<usize>().saturating_sub(GAP)
}

fn floor(wish: Wish, ease: Ease) -> usize {
    match wish.fit {
        Fit::Keep | Fit::Drop(_) => wish.natural.min(KEPT),
        Fit::Wrap => wish.natural.min(ease.title()),
        Fit::Phrase => wish.natural.min(ease.phrase()),
        Fit::Cut => wish.natural.min(LEAST_CUT),
    }
}

fn next_to_drop(wishes: &[Option<Wish>]) -> Option<usize> {
    let orders = wishes
        .iter()
        .enumerate()
        .filter_map(|(place, wish)| match wish.as_ref()?.fit {
            Fit::Drop(order) => Some((order, place)),
            Fit::Keep | Fit::Wrap | Fit::Phrase | Fit::Cut => None,
        });
    orders.min().map(|(_, place)| place)
}

/// Gives what is left over to the columns that give way, to the narrowest wish first, so that only
/// those that want more than a fair share get less than they want. What may be cut comes last: it can
/// be read elsewhere.
fn spread(wishes: &[Option<Wish>], screen: usize) -> Vec<Option<usize>> {
    let mut widths: Vec<Option<usize>> = wishes
        .iter()
        .map(|wish| wish.map(|wish| floor(wish, Ease::Least).max(1)))
        .collect();
    let mut left = screen.saturating_sub(needed(wishes, Ease::Least));
    for is_cut in [false, true] {
        let mut hungry: Vec<(usize, usize)> = wishes
            .iter()
            .enumerate()
            .filter_map(|(place, wish)| wish.map(|wish| (place, wish)))
            .filter(|(_, wish)| (wish.fit == Fit::Cut) == is_cut)
            .map(|(place, wish)| (wish.natural - floor(wish, Ease::Least), place))
            .filter(|(more, _)| *more > 0)
            .collect();
        hungry.sort_unstable();
        let mut sharers = hungry.len();
        for (more, place) in hungry {
            let given = more.min(left / sharers);
            widths[place] = widths[place].map(|width| width + given);
            left -= given;
            sharers -= 1;
        }
    }
    widths
}

/// Returns the natural width of a column whose later rows have not been seen.
pub fn open_ended(natural: usize) -> usize {
    natural.max(WIDEST_CHAR)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn wishes(columns: &[(usize, Fit)]) -> Vec<Option<Wish>> {
        columns
            .iter()
            .map(|&(natural, fit)| Some(Wish { natural, fit }))
            .collect()
    }

    #[test]
    fn titles_give_way_then_columns_go_then_rows_become_cards() {
        let columns = [
            (4, Fit::Keep),
            (60, Fit::Wrap),
            (10, Fit::Drop(1)),
            (12, Fit::Keep),
        ];
        let check = |screen: usize, want: Option<[usize; 4]>| {
            let widths = fit(&wishes(&columns), screen);
            let widths = widths.map(|all| all.iter().map(|one| one.unwrap_or(0)).collect());
            assert_eq!(widths, want.map(Vec::from), "{screen}");
        };
        check(200, Some([4, 60, 10, 12]));
        check(80, Some([4, 48, 10, 12]));
        check(60, Some([4, 28, 10, 12]));
        check(59, Some([4, 39, 0, 12]));
        check(44, Some([4, 24, 0, 12]));
        check(43, None);
    }

    #[test]
    fn a_kept_column_gives_way_only_if_it_is_very_wide() {
        let widths = |natural| fit(&wishes(&[(natural, Fit::Keep), (60, Fit::Wrap)]), 60);
        assert_eq!(widths(24), Some(vec![Some(24), Some(34)]));
        assert_eq!(widths(90), Some(vec![Some(29), Some(29)]));
    }

    #[test]
    fn a_phrase_gives_way_further_than_a_title() {
        let columns = [(60, Fit::Wrap), (30, Fit::Phrase)];
        let widths = |screen| fit(&wishes(&columns), screen);
        assert_eq!(widths(36), Some(vec![Some(24), Some(10)]));
        assert_eq!(widths(35), None);
    }

    #[test]
    fn the_narrow_column_gets_what_it_wants_first() {
        let widths = fit(&wishes(&[(30, Fit::Wrap), (90, Fit::Wrap)]), 82);
        assert_eq!(widths, Some(vec![Some(30), Some(50)]));
    }

    #[test]
    fn what_may_be_cut_gets_what_titles_leave() {
        let widths = |screen| fit(&wishes(&[(30, Fit::Cut), (60, Fit::Wrap)]), screen);
        assert_eq!(widths(62), Some(vec![Some(14), Some(46)]));
        assert_eq!(widths(80), Some(vec![Some(18), Some(60)]));
    }

    proptest! {
        #[test]
        fn columns_and_gaps_never_exceed_the_screen(
            columns in proptest::collection::vec((1usize..90, 0u8..7), 1..9),
            screen in 8usize..200,
        ) {
            let fits = |kind| match kind {
                0 | 1 => Fit::Keep,
                2 => Fit::Wrap,
                3 => Fit::Cut,
                4 => Fit::Phrase,
                order => Fit::Drop(order),
            };
            let columns: Vec<(usize, Fit)> =
                columns.into_iter().map(|(natural, kind)| (natural, fits(kind))).collect();
            if let Some(widths) = fit(&wishes(&columns), screen) {
                let shown: Vec<usize> = widths.into_iter().flatten().collect();
                let gaps = GAP * shown.len().saturating_sub(1);
                prop_assert!(shown.iter().sum::<usize>() + gaps <= screen);
            }
        }
    }
}
