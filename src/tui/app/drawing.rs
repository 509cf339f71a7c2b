//! The present moment as the view wants it.

use std::borrow::Cow;

use ratatui::Frame;

use super::{App, Driver, Page, Settings};
use crate::{
    scene,
    text::Lang,
    view::{self, Footer, Help, Look, Session, Sheet, Theme, Transition, View},
};

impl App {
    /// Draws the present moment. Changes nothing.
    pub fn draw(&self, frame: &mut Frame<'_>) {
        self.viewed(|view| view::draw(view, frame));
    }

    /// Gives `look` all that a frame shows.
    pub(super) fn viewed<R>(&self, look: impl FnOnce(&View<'_>) -> R) -> R {
        let Settings { lang, theme, charset, .. } = self.settings;
        let scene = self.scene();
        let page = self.page_text();
        let view = View {
            scene: &scene,
            backdrop: &self.backdrop,
            look: &Look { theme: Theme::new(theme, charset), lang },
            focus: self.focus,
            is_zoomed: self.is_zoomed,
            why: self.why,
            playing: self.is_playing.then(|| self.settings.pace.speed().label),
            footer: self.footer(),
            help: (self.page == Some(Page::Keys))
                .then(|| Help { page: self.keymap.help_page(lang, charset), scroll: self.scroll }),
            session: Session {
                breakpoints: self.breakpoints.lines(),
                transition: self.transition.map(|(from, elapsed)| Transition {
                    from: scene::at(&self.film, from),
                    elapsed,
                }),
                question: self.shown_question().and_then(|index| self.asks.question(index, lang)),
                masked: self.masked(),
                trouble: self.trouble.as_deref(),
                sheet: page.as_ref().map(|(title, text)| Sheet {
                    title,
                    text,
                    scroll: self.scroll,
                }),
                is_big: self.settings.is_big,
                hides_notes: self.settings.hides_notes,
                lesson: self.place,
                is_otherwise: self.is_otherwise(),
            },
        };
        look(&view)
    }

    fn footer(&self) -> Footer<'_> {
        let Settings { lang, charset, .. } = self.settings;
        if self.is_typing {
            return self.prompt.footer();
        }
        match (&self.notice, self.count) {
            (_, Some(count)) => Footer::Count(count),
            (Some(notice), None) => Footer::Notice(notice.text(lang)),
            (None, None) => Footer::Hints(self.keymap.hints(lang, charset, self.focus.is_some())),
        }
    }

    /// The page that is open, if it is one of prose: its title and its text.
    pub(super) fn page_text(&self) -> Option<(Cow<'_, str>, String)> {
        let lang = self.settings.lang;
        let pick = |en: &'static str, zh: &'static str| match lang {
            Lang::En => en,
            Lang::Zh => zh,
        };
        match self.page.as_ref()? {
            Page::Keys => None,
            Page::Speaker => {
                let none = pick("This lesson has no notes for a speaker.", "本课没有讲者备注。");
                let text = self.words.speaker.as_ref().map_or(none, |text| text.get(lang));
                Some((
                    pick("speaker notes   esc closes", "讲者备注   esc 关闭").into(),
                    text.to_owned(),
                ))
            }
            Page::About => {
                let title = self.words.title.as_ref().map_or("", |title| title.get(lang));
                let mut text = self.words.goal.as_ref().map_or_else(
                    || {
                        pick("A program without a lesson around it.", "没有课程说明的程序。")
                            .to_owned()
                    },
                    |goal| goal.get(lang).trim_end().to_owned(),
                );
                if !self.words.teaches.is_empty() {
                    text = format!(
                        "{text}\n\n{}: {}",
                        pick("It teaches", "讲授"),
                        self.words.teaches.join(", ")
                    );
                }
                if self.driver != Driver::Learner {
                    text += pick(
                        "\n\nspace pauses; > and < change the lesson",
                        "\n\n空格暂停；> 与 < 换课",
                    );
                }
                Some((title.into(), text))
            }
        }
    }
}
