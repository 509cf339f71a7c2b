//! The table of keys.

use super::{Binding, Group};
use crate::{
    scene::Level,
    tui::{
        app::{Action, Direction, Unit},
        key::Key,
    },
};

const fn key(c: char) -> Key {
    Key::Char(c)
}

const fn go(direction: Direction, level: Level) -> Action {
    Action::Move(direction, Unit::Level(level))
}

use Direction::{Back, Forward};

/// Every key, in the order of the help.
pub(super) const BINDINGS: &[Binding] = &[
    Binding {
        keys: &[Key::Left, key('h'), key(',')],
        action: go(Back, Level::Event),
        group: Group::Step,
        help: ["one step back", "后退一步"],
        hint: Some(["step", "单步"]),
    },
    Binding {
        keys: &[Key::Right, key('l'), key('.')],
        action: go(Forward, Level::Event),
        group: Group::Step,
        help: ["one step", "前进一步"],
        hint: Some(["step", "单步"]),
    },
    Binding {
        keys: &[Key::Up, key('k')],
        action: Action::Up,
        group: Group::Step,
        help: [
            "previous statement; in a focused panel: previous line",
            "上一条语句；面板内：上一行",
        ],
        hint: Some(["statement", "语句"]),
    },
    Binding {
        keys: &[Key::Down, key('j')],
        action: Action::Down,
        group: Group::Step,
        help: ["next statement; in a focused panel: next line", "下一条语句；面板内：下一行"],
        hint: Some(["statement", "语句"]),
    },
    Binding {
        keys: &[key('n')],
        action: Action::Next,
        group: Group::Step,
        help: ["next callback; after a search: next match", "下一个回调；搜索后：下一处匹配"],
        hint: Some(["callback", "回调"]),
    },
    Binding {
        keys: &[key('N')],
        action: Action::Previous,
        group: Group::Step,
        help: [
            "previous callback; after a search: previous match",
            "上一个回调；搜索后：上一处匹配",
        ],
        hint: None,
    },
    Binding {
        keys: &[key('}')],
        action: go(Forward, Level::Phase),
        group: Group::Step,
        help: ["next phase of the loop", "下一个阶段"],
        hint: None,
    },
    Binding {
        keys: &[key('{')],
        action: go(Back, Level::Phase),
        group: Group::Step,
        help: ["previous phase of the loop", "上一个阶段"],
        hint: None,
    },
    Binding {
        keys: &[key('L')],
        action: go(Forward, Level::Iteration),
        group: Group::Step,
        help: ["next iteration of the loop", "下一轮循环"],
        hint: None,
    },
    Binding {
        keys: &[key('H')],
        action: go(Back, Level::Iteration),
        group: Group::Step,
        help: ["previous iteration of the loop", "上一轮循环"],
        hint: None,
    },
    Binding {
        keys: &[Key::Space],
        action: Action::PlayPause,
        group: Group::Play,
        help: ["play, or pause", "播放或暂停"],
        hint: Some(["play", "播放"]),
    },
    Binding {
        keys: &[key('+'), key('=')],
        action: Action::Faster,
        group: Group::Play,
        help: ["faster", "加快"],
        hint: None,
    },
    Binding {
        keys: &[key('-')],
        action: Action::Slower,
        group: Group::Play,
        help: ["slower", "减慢"],
        hint: None,
    },
    Binding {
        keys: &[key('g'), Key::Home],
        action: Action::First,
        group: Group::Play,
        help: ["the beginning", "回到开头"],
        hint: None,
    },
    Binding {
        keys: &[key('G'), Key::End],
        action: Action::Goto,
        group: Group::Play,
        help: ["the end; after a number: that step", "到结尾；先输入数字：到该步"],
        hint: None,
    },
    Binding {
        keys: &[key('%')],
        action: Action::Percent,
        group: Group::Play,
        help: ["after a number: that far into the run", "先输入数字：到该百分比处"],
        hint: None,
    },
    Binding {
        keys: &[key(']')],
        action: Action::Move(Forward, Unit::Note),
        group: Group::Play,
        help: ["next note of the lesson", "下一条讲解"],
        hint: None,
    },
    Binding {
        keys: &[key('[')],
        action: Action::Move(Back, Unit::Note),
        group: Group::Play,
        help: ["previous note of the lesson", "上一条讲解"],
        hint: None,
    },
    Binding {
        keys: &[key('o')],
        action: Action::Output,
        group: Group::Find,
        help: [
            "next output line; in the console: the step that wrote it",
            "下一行输出；控制台内：写出该行的那一步",
        ],
        hint: Some(["output", "输出"]),
    },
    Binding {
        keys: &[key('O')],
        action: go(Back, Level::Output),
        group: Group::Find,
        help: ["previous output line", "上一行输出"],
        hint: None,
    },
    Binding {
        keys: &[key('s')],
        action: Action::Scheduler,
        group: Group::Find,
        help: ["who scheduled this", "是谁安排了它"],
        hint: Some(["who scheduled", "谁安排的"]),
    },
    Binding {
        keys: &[key('S')],
        action: Action::Scheduled,
        group: Group::Find,
        help: ["where what this scheduled runs", "它安排的回调在哪里运行"],
        hint: None,
    },
    Binding {
        keys: &[Key::Backspace, key('u')],
        action: Action::Return,
        group: Group::Find,
        help: ["back to where the last jump began", "回到上次跳转之前"],
        hint: None,
    },
    Binding {
        keys: &[key('/')],
        action: Action::Search,
        group: Group::Find,
        help: ["search code, labels and output", "搜索代码、标签与输出"],
        hint: Some(["search", "搜索"]),
    },
    Binding {
        keys: &[key('w')],
        action: Action::Why,
        group: Group::Panels,
        help: [
            "the longer why: the rule, its source, who waits",
            "更详细的原因：规则、出处、谁在等",
        ],
        hint: Some(["why", "原因"]),
    },
    Binding {
        keys: &[Key::Tab],
        action: Action::FocusNext,
        group: Group::Panels,
        help: ["focus the next panel", "选中下一个面板"],
        hint: None,
    },
    Binding {
        keys: &[Key::BackTab],
        action: Action::FocusPrevious,
        group: Group::Panels,
        help: ["focus the previous panel", "选中上一个面板"],
        hint: None,
    },
    Binding {
        keys: &[Key::Enter],
        action: Action::Open,
        group: Group::Panels,
        help: ["go to where the selected line comes from", "跳到所选行的来处"],
        hint: None,
    },
    Binding {
        keys: &[key('z')],
        action: Action::Zoom,
        group: Group::Panels,
        help: ["the focused panel alone, or all again", "只看选中的面板，或恢复"],
        hint: None,
    },
    Binding {
        keys: &[Key::PageDown],
        action: Action::PageDown,
        group: Group::Panels,
        help: ["ten lines down", "下移十行"],
        hint: None,
    },
    Binding {
        keys: &[Key::PageUp],
        action: Action::PageUp,
        group: Group::Panels,
        help: ["ten lines up", "上移十行"],
        hint: None,
    },
    Binding {
        keys: &[Key::Esc],
        action: Action::Escape,
        group: Group::Panels,
        help: ["leave the search, the panel, the zoom", "退出搜索、面板或放大"],
        hint: None,
    },
    Binding {
        keys: &[key('t')],
        action: Action::Language,
        group: Group::Program,
        help: ["English or Chinese", "中文或英文"],
        hint: None,
    },
    Binding {
        keys: &[key('T')],
        action: Action::Theme,
        group: Group::Program,
        help: ["next theme", "换主题"],
        hint: None,
    },
    Binding {
        keys: &[key('?')],
        action: Action::Help,
        group: Group::Program,
        help: ["this help", "本帮助"],
        hint: Some(["help", "帮助"]),
    },
    Binding {
        keys: &[key('q')],
        action: Action::Quit,
        group: Group::Program,
        help: ["quit", "退出"],
        hint: Some(["quit", "退出"]),
    },
];
