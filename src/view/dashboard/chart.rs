//! Geometry of drawings: shares of a width, so that a drawing fits a phone and a sheet alike and its
//! text keeps its size.

use chrono::{Datelike, NaiveDate};

use crate::render::markup::{Element, Percent, element};

/// Where days lie between the first and the last, with a margin on both sides for what is drawn there.
#[derive(Clone, Copy, Debug)]
pub struct Axis {
    first: NaiveDate,
    last: NaiveDate,
}

const MARGIN: f64 = 4.0;

impl Axis {
    /// Returns the axis that holds all these days; none for no day.
    pub fn over(days: impl IntoIterator<Item = NaiveDate>) -> Option<Axis> {
        let mut days = days.into_iter();
        let day = days.next()?;
        let all = days.fold((day, day), |(first, last), day| {
            (first.min(day), last.max(day))
        });
        let (first, last) = all;
        Some(Axis { first, last })
    }

    pub fn at(self, day: NaiveDate) -> Percent {
        let whole = (self.last - self.first).num_days();
        if whole == 0 {
            return Percent::new(50.0);
        }
        let part = Percent::of((day - self.first).num_days(), whole).value();
        Percent::new(MARGIN + part * (100.0 - 2.0 * MARGIN) / 100.0)
    }

    /// Returns the firsts of months to write below it, no more than seven.
    pub fn months(self) -> Vec<NaiveDate> {
        let months = |day: NaiveDate| day.year() * 12 + day.month0().cast_signed();
        let (first, last) = (months(self.first), months(self.last));
        let step = ((last - first) / 7 + 1).cast_unsigned() as usize;
        let starts = (first..=last).step_by(step).filter_map(|month| {
            NaiveDate::from_ymd_opt(
                month.div_euclid(12),
                month.rem_euclid(12).cast_unsigned() + 1,
                1,
            )
        });
        starts
            .filter(|day| *day >= self.first && *day <= self.last)
            .collect()
    }
}

/// Returns an empty drawing as wide as what it stands in, and its text alternative.
pub fn drawing(height: usize, says: &str) -> Element {
    element("svg")
        .set("role", "img")
        .set("width", "100%")
        .set("height", height)
        .label(says)
        .child(element("title").text(says))
}

/// Returns a line from left to right at a height.
pub fn across(class: &'static str, from: Percent, to: Percent, y: usize) -> Element {
    element("line")
        .class(class)
        .set("x1", from)
        .set("x2", to)
        .set("y1", y)
        .set("y2", y)
}

/// Returns a line down at a place.
pub fn down(class: &'static str, x: Percent, to: usize) -> Element {
    element("line")
        .class(class)
        .set("x1", x)
        .set("x2", x)
        .set("y1", "0")
        .set("y2", to)
}

/// Returns a shape that is drawn around the point at a place.
pub fn shape(class: &'static str, x: Percent, y: usize, path: &'static str) -> Element {
    element("svg")
        .set("x", x)
        .set("y", y)
        .set("overflow", "visible")
        .child(element("path").class(class).set("d", path))
}

/// Returns words that stand around a place.
pub fn words(x: Percent, y: usize, text: &str) -> Element {
    element("text")
        .set("x", x)
        .set("y", y)
        .set("text-anchor", "middle")
        .text(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn days_lie_in_their_order_inside_the_axis() {
        let axis = Axis::over([day("2026-10-01"), day("2026-12-01")]).unwrap();
        let check = |at, want: f64| assert!((axis.at(day(at)).value() - want).abs() < 0.01, "{at}");
        check("2026-10-01", 4.0);
        check("2026-12-01", 96.0);
        check("2026-10-31", 49.25);
        check("2020-01-01", 4.0);
        check("2030-01-01", 96.0);
    }

    #[test]
    fn one_day_stands_in_the_middle_and_no_day_has_no_axis() {
        let axis = Axis::over([day("2026-10-01")]).unwrap();
        assert_eq!(axis.at(day("2026-10-01")), Percent::new(50.0));
        assert!(Axis::over([]).is_none());
    }

    #[test]
    fn few_months_are_written_however_long_the_axis() {
        for (last, at_least) in [
            ("2026-10-20", 0),
            ("2026-11-20", 1),
            ("2027-10-20", 4),
            ("2036-10-20", 4),
            ("2226-10-20", 4),
        ] {
            let axis = Axis::over([day("2026-10-02"), day(last)]).unwrap();
            let months = axis.months();
            assert!(
                months.len() >= at_least && months.len() <= 8,
                "{last}: {months:?}"
            );
        }
    }
}
