//! `tpm followup --walk`: one item a screen, one key each, and one operation at the end. Nothing is open
//! or locked while keys are waited for.

mod kept;
mod questions;

pub use kept::{WALKS, keep, left};

use crate::cli::app::App;
use crate::cli::error::{CliError, Exit};
use crate::cli::out;
use crate::cli::prompt::keys::{Key, Keyboard};
use crate::cli::prompt::line::unreadable;
use crate::files::kept::Kept;
use crate::ops::followup::{Grouping, Reach};
use crate::ops::list::Filter;
use crate::ops::walk::{self, Choice, Chosen, Route, Stop, Walked};
use crate::render::Document;
use crate::store::Access;
use crate::view::outcome::remark;
use crate::view::walk::{LastScreen, Screen, WalkedView, echo, has_key, help, told};

/// How a person left a walk.
enum Ending {
    Save,
    GiveUp,
}

/// What one screen came to.
enum Step {
    Choose(Choice),
    Skip,
    Back,
    Leave(Ending),
}

struct Walk<'a> {
    app: &'a App,
    stops: Vec<Stop>,
    seen: i64,
    /// The items passed, by their places, each with what was chosen.
    steps: Vec<(usize, Option<Chosen>)>,
    /// Choices of an earlier walk for items that are not on the way any more.
    others: Vec<Chosen>,
    kept: Kept,
    keyboard: Keyboard,
    /// What the next screen says first.
    notices: Vec<String>,
    has_shown: bool,
}

/// Goes through a follow-up and applies what was chosen.
pub fn run(app: &App, filter: &Filter, reach: Reach, grouping: Grouping) -> Result<Exit, CliError> {
    app.require_answers(
        "followup --walk",
        "`tpm followup` lists the same; done, edit --due, wait, snooze, drop and comment change it",
    )?;
    let kept = app.kept_walk()?;
    // Without a place for a lock there is none for choices either, and so none to take twice.
    let claim = kept.claim();
    if let Ok(None) = claim {
        let error = CliError::new(
            Exit::Busy,
            "busy",
            "the list is being gone through in another terminal",
        );
        return Err(error.hint("end that walk first: its choices are not saved yet"));
    }
    let Some(left) = left(&kept) else {
        let path = kept.path().display();
        return Err(CliError::new(
            Exit::DataBad,
            "unreadable",
            format!("{path} cannot be read"),
        )
        .hint("it holds the choices of an earlier walk; move it away"));
    };
    let store = app.store(Access::Read)?;
    let route = walk::route(store.reader(), &app.ctx, filter, reach, grouping)?;
    store.close()?;
    if route.stops.is_empty() && left.is_empty() {
        app.tell("there is nothing to go through");
        return finish(app, &kept, &[]);
    }
    let chosen = Walk::begin(app, route, left, kept.clone())?.go()?;
    let exit = finish(app, &kept, &chosen);
    drop(claim);
    exit
}

/// Applies the choices and tells what they came to; those that could not be saved stay kept.
fn finish(app: &App, kept: &Kept, chosen: &[Chosen]) -> Result<Exit, CliError> {
    let today = app.ctx.today;
    let walked = match chosen {
        [] => Walked::default(),
        _ => apply(app, chosen).map_err(|error| match kept.path().exists() {
            true => error.hint("your choices are kept: `tpm followup --walk` takes them up again"),
            false => {
                for one in chosen {
                    app.warn(&format!(
                        "not saved: {} {}",
                        one.id,
                        told(&one.choice, today)
                    ));
                }
                error
            }
        })?,
    };
    if !app.globals.dry_run && kept.remove().is_err() {
        let path = kept.path().display();
        app.warn(&format!("{path} cannot be removed; its choices are saved"));
    }
    let view = WalkedView { walked, today };
    app.show(&view)?;
    for one in &view.walked.remarks {
        app.tell(&remark(one));
    }
    let refusals = view.refusals();
    for refusal in &refusals {
        app.warn(refusal);
    }
    if !chosen.is_empty() {
        app.tell_way_back(view.walked.operation);
    } else {
        app.tell("nothing was changed");
    }
    Ok(if refusals.is_empty() {
        Exit::Done
    } else {
        Exit::Refused
    })
}

fn apply(app: &App, chosen: &[Chosen]) -> Result<Walked, CliError> {
    let mut store = app.store(Access::Write)?;
    let walked = walk::apply(app.desk(&mut store), chosen)?;
    store.close()?;
    Ok(walked)
}

impl<'a> Walk<'a> {
    /// Begins where an earlier walk that was cut off had come to.
    fn begin(
        app: &'a App,
        route: Route,
        left: Vec<Chosen>,
        kept: Kept,
    ) -> Result<Walk<'a>, CliError> {
        let Route {
            stops,
            truncated,
            seen,
        } = route;
        let mut notices = Vec::new();
        if !left.is_empty() {
            let ids: Vec<String> = left.iter().map(|one| one.id.to_string()).collect();
            notices.push(format!(
                "an earlier walk was cut off: its choices for {} are taken up again",
                ids.join(", ")
            ));
        }
        if truncated {
            notices.push("there is more: --limit 0 goes through all".to_owned());
        }
        if app.is_dumb() {
            notices.push("on this terminal a key is typed with Enter after it".to_owned());
        }
        let place = |one: &Chosen| stops.iter().position(|stop| stop.asked.id == one.id);
        let (on_the_way, others): (Vec<Chosen>, Vec<Chosen>) =
            left.into_iter().partition(|one| place(one).is_some());
        let mut steps: Vec<(usize, Option<Chosen>)> = on_the_way
            .into_iter()
            .filter_map(|one| Some((place(&one)?, Some(one))))
            .collect();
        steps.sort_by_key(|(place, _)| *place);
        Ok(Walk {
            app,
            stops,
            seen,
            steps,
            others,
            kept,
            keyboard: app.keyboard()?,
            notices,
            has_shown: false,
        })
    }

    /// Asks about one item after the other; returns what was chosen.
    fn go(mut self) -> Result<Vec<Chosen>, CliError> {
        loop {
            let step = match self.next() {
                Some(at) => self.ask(at)?,
                None if self.chosen().is_empty() => return Ok(Vec::new()),
                None => self.ask_at_the_end()?,
            };
            match (step, self.next()) {
                (Step::Choose(choice), Some(at)) => self.choose(at, choice),
                (Step::Skip, Some(at)) => self.steps.push((at, None)),
                (Step::Back, _) => {
                    self.steps.pop();
                    self.keep();
                }
                (Step::Leave(Ending::GiveUp), _) => return Err(self.give_up()),
                (Step::Leave(Ending::Save), _) | (_, None) => return Ok(self.chosen()),
            }
        }
    }

    fn choose(&mut self, at: usize, choice: Choice) {
        let chosen = Chosen {
            id: self.stops[at].asked.id,
            seen: self.seen,
            choice,
        };
        self.notices = vec![echo(&chosen, self.app.ctx.today)];
        self.steps.push((at, Some(chosen)));
        self.keep();
    }

    /// Returns the place of the first item, after the one passed last, that was not passed.
    fn next(&self) -> Option<usize> {
        let is_passed = |at: &usize| self.steps.iter().any(|(passed, _)| passed == at);
        (0..self.stops.len()).find(|at| !is_passed(at))
    }

    fn chosen(&self) -> Vec<Chosen> {
        let on_the_way = self.steps.iter().filter_map(|(_, chosen)| chosen.as_ref());
        self.others.iter().chain(on_the_way).cloned().collect()
    }

    /// Keeps the choices on the disk. That this fails is told at the end, if saving fails too.
    fn keep(&self) {
        if !self.app.globals.dry_run {
            let _ = keep(&self.kept, &self.chosen());
        }
    }

    fn give_up(self) -> CliError {
        if !self.app.globals.dry_run {
            let _ = self.kept.remove();
        }
        CliError::new(
            Exit::Cancelled,
            "cancelled",
            "the walk was given up, and nothing was saved",
        )
        .hint("`q` saves what was chosen and ends")
    }

    fn ask(&mut self, at: usize) -> Result<Step, CliError> {
        loop {
            let screen = Screen {
                stop: &self.stops[at],
                place: (at + 1, self.stops.len()),
                notices: &std::mem::take(&mut self.notices),
                today: self.app.ctx.today,
            };
            self.show(&screen.document())?;
            let step = match self.key(at)? {
                Key::Char('s' | ' ') | Key::Enter => Some(Step::Skip),
                Key::Char('u') | Key::Backspace => self.back(),
                Key::Char('q') | Key::End => Some(Step::Leave(Ending::Save)),
                Key::Escape | Key::Interrupt => self.may_give_up()?,
                Key::Char('?') => self.help(at)?,
                Key::Suspend => None,
                Key::Char(letter) => self.choice(at, letter)?.map(Step::Choose),
                // Of a closed terminal `pressed` tells no key.
                Key::EraseWord | Key::EraseLine | Key::Other | Key::Gone => None,
            };
            if let Some(step) = step {
                return Ok(step);
            }
        }
    }

    /// Shows what is about to be saved and asks for the last time.
    fn ask_at_the_end(&mut self) -> Result<Step, CliError> {
        loop {
            let screen = LastScreen {
                chosen: &self.chosen(),
                today: self.app.ctx.today,
            };
            self.show(&screen.document())?;
            let step = match self.pressed()? {
                Key::Enter | Key::End | Key::Char('q') => Some(Step::Leave(Ending::Save)),
                Key::Char('u') | Key::Backspace => Some(Step::Back),
                Key::Escape | Key::Interrupt => self.may_give_up()?,
                _ => None,
            };
            if let Some(step) = step {
                return Ok(step);
            }
        }
    }

    /// Shows something on a screen of its own, or below what was there.
    fn show(&mut self, document: &Document) -> Result<(), CliError> {
        let text = self.app.shown(document)?;
        match (self.app.may_clear()?, self.app.env.terminal_now()) {
            (true, Some((_, rows))) => {
                if !self.has_shown {
                    out::scroll_away(rows);
                }
                out::clear();
            }
            _ if self.has_shown => out::screen("\n"),
            _ => {}
        }
        self.has_shown = true;
        out::screen(&text);
        Ok(())
    }

    /// Waits for a key; after Ctrl-Z until the program goes on. A closed terminal confirms nothing:
    /// then the walk ends, and its choices stay kept.
    fn pressed(&mut self) -> Result<Key, CliError> {
        let key = self.keyboard.key().map_err(|error| unreadable(&error))?;
        if key == Key::Gone {
            let message = "the terminal was closed, and nothing was saved";
            return Err(CliError::new(Exit::Cancelled, "cancelled", message)
                .hint("`tpm followup --walk` goes on with the choices that were made"));
        }
        if key == Key::Suspend {
            let gone_on = self.keyboard.suspend();
            gone_on.map_err(|error| unreadable(&error))?;
        }
        Ok(key)
    }

    /// Waits for a key that does something here.
    fn key(&mut self, at: usize) -> Result<Key, CliError> {
        loop {
            match self.pressed()? {
                Key::Char(letter) => {
                    let letter = letter.to_ascii_lowercase();
                    if letter == ' ' || has_key(&self.stops[at], letter) {
                        return Ok(Key::Char(letter));
                    }
                    let text =
                        format!("`{letter}` does nothing here; `?` tells what each key does");
                    out::remark(&text);
                }
                Key::EraseWord | Key::EraseLine | Key::Other => {
                    out::remark("`?` tells what each key does")
                }
                key => return Ok(key),
            }
        }
    }

    fn back(&mut self) -> Option<Step> {
        if self.steps.is_empty() {
            self.notices.push("this is the first".to_owned());
            return None;
        }
        Some(Step::Back)
    }

    fn help(&mut self, at: usize) -> Result<Option<Step>, CliError> {
        out::screen("\n");
        out::screen(&self.app.shown(&help(&self.stops[at]))?);
        out::question("\nany key goes back to the item ");
        match self.pressed()? {
            Key::End => Ok(Some(Step::Leave(Ending::Save))),
            _ => Ok(None),
        }
    }

    /// Gives the walk up, after a question if something was chosen.
    fn may_give_up(&mut self) -> Result<Option<Step>, CliError> {
        let count = self.chosen().len();
        if count == 0 {
            return Ok(Some(Step::Leave(Ending::GiveUp)));
        }
        let choices = if count == 1 { "choice" } else { "choices" };
        out::question(&format!(
            "\nGive up {count} {choices}? y gives up, any other key goes on: "
        ));
        let key = self.pressed()?;
        out::question("\n");
        Ok(match key {
            Key::Char('y' | 'Y') | Key::Interrupt => Some(Step::Leave(Ending::GiveUp)),
            Key::End => Some(Step::Leave(Ending::Save)),
            _ => None,
        })
    }
}
