//! Proxies that have been revoked.

#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "operations of other kinds ask no proxy anything"
)]

use super::{Failure, Location};
use crate::instrument::What;

impl Failure<'_> {
    pub(super) fn revoked(&self) -> Option<(String, Location)> {
        let operation = self.find(|what| trap(what).is_some())?;
        Some((told(trap(&operation.what)?), self.location(operation.at)))
    }
}

/// The trap that an operation of the program asks for.
fn trap(what: &What) -> Option<&str> {
    Some(match what {
        What::Read { .. }
        | What::Extends { .. }
        | What::TakeApart(_)
        | What::Operator
        | What::Iterate { .. } => "get",
        What::Write { .. } => "set",
        What::Delete { .. } => "deleteProperty",
        What::In { .. } => "has",
        What::InstanceOf => "getPrototypeOf",
        What::New { .. } => "construct",
        What::Call { callee, .. } => match callee.rsplit_once('.') {
            Some(("Object" | "Reflect" | "Array", function)) => asked_by(function),
            _ => "apply",
        },
        _ => return None,
    })
}

/// The trap that a built-in function asks for first.
fn asked_by(function: &str) -> &str {
    match function {
        "keys"
        | "values"
        | "entries"
        | "assign"
        | "getOwnPropertyNames"
        | "getOwnPropertySymbols" => "ownKeys",
        "isArray" => "IsArray",
        "preventExtensions"
        | "isExtensible"
        | "getPrototypeOf"
        | "setPrototypeOf"
        | "defineProperty"
        | "getOwnPropertyDescriptor"
        | "deleteProperty"
        | "has"
        | "set"
        | "ownKeys"
        | "apply"
        | "construct" => function,
        _ => "get",
    }
}

fn told(trap: &str) -> String {
    format!("Cannot perform '{trap}' on a proxy that has been revoked")
}

/// What V8 says when a built-in function is given a proxy that has been revoked.
pub(crate) fn revoked_for(function: &str) -> String {
    told(asked_by(function))
}
