//! Recordings that are made while the session goes on.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread,
};

use super::{Next, Notice, Order, Post, Reel, Shell, Wanted};

/// A recording that is being made.
pub(super) struct Pending {
    number: u64,
    given_up: Arc<AtomicBool>,
    kin: Kin,
}

/// What a recording has to do with the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kin {
    /// It is of another program.
    None,
    /// It is of the same program: the place in the one before is to be found in it again.
    Program,
    /// And up to that place both are the same, but for the last choice.
    OtherWay,
}

impl Shell {
    /// Has a recording made, beside what is shown.
    pub(super) fn order(&mut self, wanted: Wanted, kin: Kin) -> Next {
        self.order_with(wanted, kin, Vec::new())
    }

    /// The same program once more, with these answers to what real Node leaves open.
    pub(super) fn decide(&mut self, choices: Vec<u32>) -> Next {
        match self.lesson.clone() {
            Some(lesson) => {
                self.order_with(Wanted::Again(Box::new(lesson)), Kin::OtherWay, choices)
            }
            None => Next::Nothing,
        }
    }

    fn order_with(&mut self, wanted: Wanted, kin: Kin, choices: Vec<u32>) -> Next {
        self.abandon();
        let Some(post) = self.post.clone() else { return Next::Nothing };
        self.orders += 1;
        let number = self.orders;
        let given_up = Arc::new(AtomicBool::new(false));
        let runtime = self.runtime;
        let order = Order { wanted, runtime, choices, given_up: Arc::clone(&given_up) };
        let host = Arc::clone(&self.host);
        let spawned = thread::Builder::new().name("recording".to_owned()).spawn(move || {
            let delivery = Delivery { post, number, made: None };
            delivery.end(host.record(&order));
        });
        match spawned {
            Ok(_) => {
                self.pending = Some(Pending { number, given_up, kin });
                self.tell(Notice::Recording)
            }
            Err(error) => self.failed(&error.to_string()),
        }
    }

    /// Wants no recording any more.
    fn abandon(&mut self) {
        if let Some(pending) = self.pending.take() {
            pending.given_up.store(true, Ordering::Relaxed);
        }
    }

    pub(super) fn give_up(&mut self) {
        self.abandon();
        let _ = self.tell(Notice::NoRecording);
    }

    pub(super) fn recorded(&mut self, number: u64, made: Result<Reel, String>) -> Next {
        let Some(pending) = self.pending.take_if(|pending| pending.number == number) else {
            return Next::Nothing; // It was given up.
        };
        if std::mem::take(&mut self.is_outdated) {
            return self.changed();
        }
        match made {
            Ok(reel) => {
                self.show(reel, pending.kin);
                match pending.kin {
                    Kin::None => Next::Draw,
                    Kin::Program => self.tell(Notice::Recorded),
                    Kin::OtherWay => self.tell(Notice::Otherwise),
                }
            }
            Err(trouble) => self.failed(&trouble),
        }
    }

    /// Says why there is no recording; what was shown is shown still.
    fn failed(&mut self, trouble: &str) -> Next {
        match (&mut self.app, &mut self.picker) {
            (_, Some(picker)) if self.is_picking => picker.trouble = Some(trouble.to_owned()),
            (Some(app), _) => {
                app.trouble(Some(trouble.to_owned()));
            }
            (None, _) => {}
        }
        let _ = self.tell(Notice::Failed);
        Next::Draw
    }

    /// The shown program's file is another now.
    pub(super) fn changed(&mut self) -> Next {
        if self.pending.is_some() {
            self.is_outdated = true;
            return Next::Nothing;
        }
        match &self.lesson {
            Some(lesson) => self.order(Wanted::Named(lesson.name.clone()), Kin::Program),
            None => Next::Nothing,
        }
    }
}

/// Takes what was made to the session, and says so too if the making of it broke down.
struct Delivery {
    post: Post,
    number: u64,
    made: Option<Result<Reel, String>>,
}

impl Delivery {
    fn end(mut self, made: Result<Reel, String>) {
        self.made = Some(made);
    }
}

impl Drop for Delivery {
    fn drop(&mut self) {
        let broken = || Err("this is a fault of loopscope, not of the program".to_owned());
        self.post.deliver(self.number, self.made.take().unwrap_or_else(broken));
    }
}
