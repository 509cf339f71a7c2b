//! One moment, drawn.
//!
//! [`draw`] turns a [`View`], which is borrowed data, into cells. Each panel is a file of its
//! own; `layout` says where they stand. Deliberately absent: keys, terminals, and anything
//! that changes: drawing the same view twice gives the same cells.

mod backdrop;
mod bar;
mod clip;
mod console;
mod help;
mod highlight;
mod hit;
mod items;
mod journey;
mod label;
mod layout;
mod note;
mod panel;
mod phases;
mod picker;
mod question;
mod queue;
mod rows;
mod session;
mod sheet;
mod source;
mod stack;
mod theme;
mod timeline;
mod trouble;
mod variables;
mod waiting;
mod why;
mod words;

use ratatui::{Frame, buffer::Buffer, layout::Rect};

pub use backdrop::{Backdrop, Note};
pub use bar::Footer;
pub use help::{Help, HelpEntry, help_lines};
pub use hit::{Hit, hit};
pub use items::{Item, first_selected, item, item_count};
pub use layout::COMPLETE;
pub use picker::{Chapter, Mark, PickerRow, PickerView, draw_picker, picked};
pub use session::{Offer, Question, Session, Sheet, Stage, TRANSITION, Transition};
pub use sheet::sheet_lines;
pub use source::{shown_file, shown_line};
pub use theme::{Charset, Lane, Theme, ThemeName};

use self::layout::{Layout, Needs};
use crate::{
    scene::Scene,
    text::Lang,
    trace::{EntryKind, Phase, Queue, Runtime},
};

/// A part of the screen with a title.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Panel {
    Source,
    Console,
    Stack,
    /// What the variables of a call hold.
    Variables,
    Ticks,
    Microtasks,
    /// The phases of the loop; on a small screen with what waits in them.
    Loop,
    Timers,
    Poll,
    Check,
    Close,
    /// Async functions that wait.
    Suspended,
    /// Promises that are not settled.
    Promises,
    Why,
    Timeline,
}

impl Panel {
    /// The panels whose lines can be selected, in the order of the focus key.
    pub const FOCUSABLE: [Self; 13] = [
        Self::Source,
        Self::Stack,
        Self::Variables,
        Self::Ticks,
        Self::Microtasks,
        Self::Timers,
        Self::Poll,
        Self::Check,
        Self::Close,
        Self::Suspended,
        Self::Promises,
        Self::Console,
        Self::Why,
    ];

    /// The panel that shows a queue.
    pub fn of(queue: Queue) -> Self {
        match queue {
            // A page shows its queues in the places of Node's.
            Queue::Ticks | Queue::Tasks => Self::Ticks,
            Queue::Microtasks => Self::Microtasks,
            Queue::Timers => Self::Timers,
            Queue::Poll => Self::Poll,
            Queue::Check | Queue::Rendering => Self::Check,
            Queue::Close | Queue::Idle => Self::Close,
        }
    }

    /// The queue of Node's that a panel shows; a page has others in their places, see
    /// [`Panel::queue_in`].
    pub fn queue(self) -> Option<Queue> {
        match self {
            Self::Ticks => Some(Queue::Ticks),
            Self::Microtasks => Some(Queue::Microtasks),
            Self::Timers => Some(Queue::Timers),
            Self::Poll => Some(Queue::Poll),
            Self::Check => Some(Queue::Check),
            Self::Close => Some(Queue::Close),
            Self::Source
            | Self::Console
            | Self::Stack
            | Self::Variables
            | Self::Loop
            | Self::Suspended
            | Self::Promises
            | Self::Why
            | Self::Timeline => None,
        }
    }

    /// The queue that a panel shows under a runtime.
    pub fn queue_in(self, runtime: Runtime) -> Option<Queue> {
        let queue = self.queue()?;
        if !runtime.is_browser() {
            return Some(queue);
        }
        Some(match queue {
            Queue::Ticks | Queue::Tasks => Queue::Tasks,
            Queue::Check | Queue::Rendering => Queue::Rendering,
            Queue::Close | Queue::Idle => Queue::Idle,
            Queue::Microtasks | Queue::Timers | Queue::Poll => queue,
        })
    }
}

/// The panel, and the line in it, that the keys act on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Focus {
    pub panel: Panel,
    /// Counts from 0; past the end means the last line.
    pub selected: usize,
}

/// How much the why says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Detail {
    Short,
    Long,
}

impl Detail {
    /// The one that this is not.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Short => Self::Long,
            Self::Long => Self::Short,
        }
    }
}

/// How things look and in which language they are said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Look {
    pub theme: Theme,
    pub lang: Lang,
}

/// Everything that one frame shows.
pub struct View<'a> {
    pub scene: &'a Scene<'a>,
    pub backdrop: &'a Backdrop,
    pub look: &'a Look,
    pub focus: Option<Focus>,
    /// Only the focused panel is wanted.
    pub is_zoomed: bool,
    pub why: Detail,
    /// The speed, while the recording plays.
    pub playing: Option<&'static str>,
    pub footer: Footer<'a>,
    pub help: Option<Help>,
    /// What is around the moment.
    pub session: Session<'a>,
}

impl View<'_> {
    /// The selected line of `panel`, if that is the one the keys act on.
    fn selected(&self, panel: Panel) -> Option<usize> {
        self.focus.filter(|focus| focus.panel == panel).map(|focus| focus.selected)
    }
}

/// Draws one frame.
pub fn draw(view: &View<'_>, frame: &mut Frame<'_>) {
    let area = frame.area();
    render(view, area, frame.buffer_mut());
}

/// Where each panel stands, and which of them is worked on.
fn plan(view: &View<'_>, area: Rect) -> (Layout, Panel) {
    let active = active(view.scene);
    let has_note = note::Now::of(view).is_some();
    let needs = Needs {
        is_big: view.session.is_big,
        trouble: trouble::height(view, area.width),
        backdrop: view.backdrop,
        why: view.why,
        active,
        has_note,
        focused: view.focus.map(|focus| focus.panel),
        is_zoomed: view.is_zoomed,
    };
    let layout = layout::divide(area, needs);
    // Where phases have no panel of their own, the loop's stands for them.
    let active = if layout.area(active).is_some() { active } else { Panel::Loop };
    (layout, active)
}

fn render(view: &View<'_>, area: Rect, buf: &mut Buffer) {
    let theme = &view.look.theme;
    buf.set_style(area, theme.base);
    let (layout, active) = plan(view, area);
    bar::header(view, layout.header, buf);
    panel::frames(&layout.panels, active, theme, buf);
    for (panel, _) in &layout.panels {
        draw_panel(view, &layout, *panel, *panel == active, buf);
    }
    journey::draw(view, &layout, buf);
    trouble::draw(view, layout.trouble, buf);
    timeline::bar(view, layout.timeline, buf);
    bar::footer(view, layout.tier, layout.footer, buf);
    let session = &view.session;
    if let Some(question) = &session.question {
        let height = area.height.saturating_sub(layout.timeline.height + layout.footer.height);
        // Beside the output, where there is room for both.
        let place = match layout.area(Panel::Why).filter(|why| why.width >= question::WIDTH) {
            Some(why) => {
                let area = Rect { y: area.y, height: why.bottom() - area.y, ..why };
                question::Place { area, covers: why }
            }
            None => question::Place { area: Rect { height, ..area }, covers: Rect::ZERO },
        };
        question::draw(question, view.look, place, buf);
    }
    if let Some(sheet) = &session.sheet {
        sheet::draw(sheet, view.look, area, buf);
    }
    if let Some(help) = &view.help {
        help::draw(help, view, area, buf);
    }
    if theme.charset == Charset::Ascii {
        theme::to_ascii(buf);
    }
}

fn draw_panel(view: &View<'_>, layout: &Layout, panel: Panel, is_active: bool, buf: &mut Buffer) {
    let Some(area) = layout.area(panel) else { return };
    let theme = &view.look.theme;
    let style = match (view.selected(panel), is_active) {
        (Some(_), _) => theme.title_focused,
        (None, true) => theme.frame_active,
        (None, false) if panel == Panel::Why && note::Now::of(view).is_some() => theme.note,
        (None, false) => theme.title,
    };
    let mut text = match panel {
        Panel::Source => source::title(view),
        Panel::Loop => phases::title(view),
        Panel::Why => why::title(view),
        Panel::Variables => variables::title(view),
        Panel::Console
        | Panel::Stack
        | Panel::Ticks
        | Panel::Microtasks
        | Panel::Timers
        | Panel::Poll
        | Panel::Check
        | Panel::Close
        | Panel::Suspended
        | Panel::Promises
        | Panel::Timeline => words::title_in(panel, view).to_owned(),
    };
    let count = if panel == Panel::Variables {
        Some(view.scene.variables(variables::call(view)).len())
    } else {
        items::count_shown(panel, view.scene)
    };
    if let Some(count) = count {
        text = format!("{text} ({count})");
    }
    if is_active {
        text = format!("{} {text}", theme.pointer());
    }
    panel::title(&text, style, area, theme, buf);
    let inner = panel::inside(area);
    match panel {
        Panel::Source => source::draw(view, inner, buf),
        Panel::Console => console::draw(view, inner, buf),
        Panel::Stack => stack::draw(view, inner, buf),
        Panel::Variables => variables::draw(view, inner, buf),
        Panel::Ticks
        | Panel::Microtasks
        | Panel::Timers
        | Panel::Poll
        | Panel::Check
        | Panel::Close => {
            if let Some(queue) = panel.queue_in(view.scene.film().runtime()) {
                queue::draw(view, queue, inner, buf);
            }
        }
        Panel::Loop if layout.area(Panel::Timers).is_some() => phases::ring(view, inner, buf),
        Panel::Loop => phases::queues(view, inner, buf),
        Panel::Suspended => waiting::suspended(view, inner, buf),
        Panel::Promises => waiting::promises(view, inner, buf),
        Panel::Why => why::draw(view, inner, buf),
        Panel::Timeline => timeline::lanes(view, inner, buf),
    }
}

/// The container that is being worked on: the queue that is being emptied, or the one that
/// the running callback came from; between callbacks the phase the loop is in.
fn active(scene: &Scene<'_>) -> Panel {
    if let Some(drain) = scene.drain() {
        return Panel::of(drain.queue);
    }
    if let Some(running) = scene.running() {
        // The main script and the process's own events come out of no queue.
        let queue = running.card.kind.queue();
        if scene.film().runtime().is_browser() && queue != Some(Queue::Microtasks) {
            return if running.card.kind == EntryKind::Main { Panel::Stack } else { Panel::Ticks };
        }
        return queue.map_or(Panel::Stack, Panel::of);
    }
    match scene.phase().map(|in_phase| in_phase.phase) {
        Some(Phase::Timers) => Panel::Timers,
        Some(Phase::Poll) => Panel::Poll,
        Some(Phase::Check) => Panel::Check,
        Some(Phase::Close) => Panel::Close,
        Some(Phase::Source(_)) => Panel::Ticks,
        Some(Phase::Pending) => Panel::Loop,
        None => Panel::Stack,
    }
}
