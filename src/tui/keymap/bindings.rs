//! The table of keys.

use super::{
    Binding,
    Group::{self, Find, Panels, Play, Program, Step, Teach},
};
use crate::{
    scene::Level,
    tui::{
        action::{
            Action,
            Direction::{self, Back, Forward},
            Unit,
        },
        key::Key,
    },
};

/// A key that is a character.
const fn k(c: char) -> Key {
    Key::Char(c)
}

const fn go(direction: Direction, level: Level) -> Action {
    Action::Move(direction, Unit::Level(level))
}

/// What is done, the name of the command that does it too, the keys, and in English and
/// Chinese what it is.
const fn bind(
    group: Group,
    name: &'static str,
    keys: &'static [Key],
    action: Action,
    help: [&'static str; 2],
) -> Binding {
    Binding { name, keys, action, group, help, hint: None }
}

impl Binding {
    /// Two words for the line of hints.
    const fn hint(mut self, en: &'static str, zh: &'static str) -> Self {
        self.hint = Some([en, zh]);
        self
    }
}

/// Every key, in the order of the help.
#[rustfmt::skip]
pub(super) const BINDINGS: &[Binding] = &[
    bind(Step, "back", &[Key::Left, k('h'), k(',')], go(Back, Level::Event),
        ["one step back", "后退一步"]).hint("step", "单步"),
    bind(Step, "step", &[Key::Right, k('l'), k('.')], go(Forward, Level::Event),
        ["one step", "前进一步"]).hint("step", "单步"),
    bind(Step, "up", &[Key::Up, k('k')], Action::Up,
        ["previous statement; in a focused panel: previous line", "上一条语句；面板内：上一行"])
        .hint("statement", "语句"),
    bind(Step, "down", &[Key::Down, k('j')], Action::Down,
        ["next statement; in a focused panel: next line", "下一条语句；面板内：下一行"])
        .hint("statement", "语句"),
    bind(Step, "next", &[k('n')], Action::Next,
        ["next callback; after a search: next match", "下一个回调；搜索后：下一处匹配"])
        .hint("callback", "回调"),
    bind(Step, "previous", &[k('N')], Action::Previous,
        ["previous callback; after a search: previous match", "上一个回调；搜索后：上一处匹配"]),
    bind(Step, "next-phase", &[k('}')], go(Forward, Level::Phase),
        ["next phase of the loop", "下一个阶段"]),
    bind(Step, "previous-phase", &[k('{')], go(Back, Level::Phase),
        ["previous phase of the loop", "上一个阶段"]),
    bind(Step, "next-iteration", &[k(')')], go(Forward, Level::Iteration),
        ["next iteration of the loop", "下一轮循环"]),
    bind(Step, "previous-iteration", &[k('(')], go(Back, Level::Iteration),
        ["previous iteration of the loop", "上一轮循环"]),

    bind(Play, "play", &[Key::Space], Action::PlayPause,
        ["play, or pause; stops at notes, questions, breakpoints", "播放或暂停；遇讲解、提问、断点即停"])
        .hint("play", "播放"),
    bind(Play, "faster", &[k('+'), k('=')], Action::Faster, ["faster", "加快"]),
    bind(Play, "slower", &[k('-')], Action::Slower, ["slower", "减慢"]),
    bind(Play, "start", &[k('g'), Key::Home], Action::First,
        ["the beginning; after a number: that step", "回到开头；先输入数字：到该步"]),
    bind(Play, "end", &[k('G'), Key::End], Action::Goto,
        ["the end; after a number: that step", "到结尾；先输入数字：到该步"]),
    bind(Play, "percent", &[k('%')], Action::Percent,
        ["after a number: that far into the run", "先输入数字：到该百分比处"]),
    bind(Play, "next-marker", &[k(']')], Action::Move(Forward, Unit::Marker),
        ["next note or question of the lesson", "下一条讲解或提问"]),
    bind(Play, "previous-marker", &[k('[')], Action::Move(Back, Unit::Marker),
        ["previous note or question of the lesson", "上一条讲解或提问"]),
    bind(Play, "toggle-break", &[k('b')], Action::Break(None),
        ["breakpoint on this line, or none", "在本行设置或取消断点"]),
    bind(Play, "continue", &[k('c')], Action::Move(Forward, Unit::Breakpoint),
        ["run to the next breakpoint", "运行到下一个断点"]),
    bind(Play, "continue-back", &[k('C')], Action::Move(Back, Unit::Breakpoint),
        ["back to the previous breakpoint", "退回上一个断点"]),

    bind(Find, "output", &[k('o')], Action::Output,
        ["next output line; in the console: the step that wrote it", "下一行输出；控制台内：写出该行的那一步"])
        .hint("output", "输出"),
    bind(Find, "previous-output", &[k('O')], go(Back, Level::Output),
        ["previous output line", "上一行输出"]),
    bind(Find, "run-again", &[k('r')], Action::Move(Forward, Unit::Line),
        ["the next time this line runs", "本行下一次运行之处"]),
    bind(Find, "ran-before", &[k('R')], Action::Move(Back, Unit::Line),
        ["the last time this line ran", "本行上一次运行之处"]),
    bind(Find, "who-scheduled", &[k('s')], Action::Scheduler,
        ["who scheduled this", "是谁安排了它"]).hint("who scheduled", "谁安排的"),
    bind(Find, "what-it-scheduled", &[k('S')], Action::Scheduled,
        ["where what this scheduled runs", "它安排的回调在哪里运行"]),
    bind(Find, "race", &[k('x')], Action::Move(Forward, Unit::Race),
        ["the next place where real Node may choose otherwise", "下一处真实 Node 可能另作选择的地方"]),
    bind(Find, "other-way", &[k('X')], Action::OtherWay,
        ["the other choice there, recorded", "在那里换一种选择，重新录制"]),
    bind(Find, "return", &[Key::Backspace, k('u')], Action::Return,
        ["back to where the last jump began", "回到上次跳转之前"]),
    bind(Find, "find", &[k('/')], Action::Search,
        ["search code, labels and output", "搜索代码、标签与输出"]).hint("search", "搜索"),
    bind(Find, "command", &[k(':')], Action::Command,
        [":goto 120, :break 12, :runtime node-10, … (tab completes)", ":goto 120、:break 12、:runtime node-10 等（tab 补全）"]),

    bind(Panels, "why", &[k('w')], Action::Why,
        ["the longer why: the rule, its source, who waits", "更详细的原因：规则、出处、谁在等"])
        .hint("why", "原因"),
    bind(Panels, "variables", &[k('d')], Action::Variables,
        ["what the variables hold; again: back", "变量的值；再按恢复"]).hint("variables", "变量"),
    bind(Panels, "focus", &[Key::Tab], Action::FocusNext,
        ["focus the next panel", "选中下一个面板"]),
    bind(Panels, "focus-previous", &[Key::BackTab], Action::FocusPrevious,
        ["focus the previous panel", "选中上一个面板"]),
    bind(Panels, "enter", &[Key::Enter], Action::Enter,
        ["zoom the focused panel; again: where its line comes from", "放大选中的面板；再按：跳到所选行的来处"]),
    bind(Panels, "origin", &[k('f')], Action::Open,
        ["where the selected line comes from", "跳到所选行的来处"]),
    bind(Panels, "zoom", &[k('z')], Action::Zoom,
        ["the focused panel alone, or all again", "只看选中的面板，或恢复"]),
    bind(Panels, "page-down", &[Key::PageDown], Action::PageDown, ["ten lines down", "下移十行"]),
    bind(Panels, "page-up", &[Key::PageUp], Action::PageUp, ["ten lines up", "上移十行"]),
    bind(Panels, "leave", &[Key::Esc], Action::Escape,
        ["leave the search, the panel, the zoom", "退出搜索、面板或放大"]),
    bind(Panels, "big", &[k('B')], Action::Big,
        ["large reading mode: program, active queue, console, why", "大屏阅读：程序、当前队列、控制台、原因"]),

    bind(Teach, "predict", &[k('p')], Action::Question,
        ["the question here, or the next one", "此处的问题，或下一个问题"]),
    bind(Teach, "questions", &[k('P')], Action::Questions,
        ["questions on or off", "打开或关闭提问"]),
    bind(Teach, "notes", &[k('e')], Action::Notes,
        ["the lesson's notes on or off", "打开或关闭讲解"]),
    bind(Teach, "speaker", &[k('m')], Action::Speaker,
        ["what a presenter may say", "讲者备注"]),
    bind(Teach, "about", &[k('i')], Action::About,
        ["what this lesson is about", "本课讲什么"]),
    bind(Teach, "next-version", &[k('v')], Action::Version(Forward),
        ["the same under the next version of the runtime", "换下一个版本再录一遍"]),
    bind(Teach, "previous-version", &[k('V')], Action::Version(Back),
        ["the same under the version before", "换上一个版本再录一遍"]),
    bind(Teach, "next-lesson", &[k('>')], Action::Lesson(Forward),
        ["the next lesson", "下一课"]),
    bind(Teach, "previous-lesson", &[k('<')], Action::Lesson(Back),
        ["the lesson before", "上一课"]),

    bind(Program, "language", &[k('L'), k('t')], Action::Language,
        ["English or Chinese", "中文或英文"]),
    bind(Program, "next-theme", &[k('T')], Action::NextTheme, ["next theme", "换主题"]),
    bind(Program, "help", &[k('?')], Action::Help, ["this help", "本帮助"]).hint("help", "帮助"),
    bind(Program, "suspend", &[Key::Ctrl('z')], Action::Suspend,
        ["back to the shell for a while (fg returns)", "暂时回到 shell（fg 返回）"]),
    bind(Program, "quit", &[k('q')], Action::Quit, ["quit", "退出"]).hint("quit", "退出"),
];
