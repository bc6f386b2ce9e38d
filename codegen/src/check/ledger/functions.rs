//! The attributes of functions.

use super::names::{closing, joined};
use super::{Fact, Form, Ledger};
use crate::catalog::{FunctionId, ObjectId};
use crate::check::alike::token::{Kind, Token};
use crate::ddl::{CreateFunction, FunctionKind};

impl Ledger {
    pub(super) fn create_function(
        &mut self,
        id: FunctionId,
        create: &CreateFunction,
        tokens: &[Token],
    ) {
        let host = ObjectId::Function(id);
        self.forget(&host, "");
        let Some(open) = tokens.iter().position(|token| token.text == "(") else {
            return;
        };
        let (arguments, rest) = tokens.split_at(open);
        let _ = arguments;
        let close = closing(rest);
        let (arguments, rest) = rest.split_at(close.min(rest.len()));
        if create
            .arguments
            .iter()
            .any(|argument| argument.default.is_some())
        {
            let fact = Fact::new(joined(arguments), Form::Definition);
            self.set(Some(host.clone()), "arguments", fact, Vec::new());
        }
        if create.kind == FunctionKind::Aggregate {
            let fact = Fact::new(joined(rest), Form::Definition);
            self.set(Some(host), "definition", fact, Vec::new());
            return;
        }
        let body = rest
            .iter()
            .position(|token| token.is_word("begin") || token.is_word("return"));
        let (attributes, body) = rest.split_at(body.unwrap_or(rest.len()));
        if !body.is_empty() {
            let fact = Fact::new(joined(body), Form::Definition);
            self.set(Some(host), "body", fact, Vec::new());
        }
        self.set_attributes(id, attributes);
    }

    /// `STABLE STRICT SECURITY DEFINER SET search_path = …`: what is the default
    /// is not kept.
    pub(super) fn set_attributes(&mut self, id: FunctionId, tokens: &[Token]) {
        let host = ObjectId::Function(id);
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            let text = |ahead: usize| {
                tokens
                    .get(at + ahead)
                    .map_or("", |token| token.text.as_str())
            };
            let mut length = 1;
            let set = |this: &mut Self, path: &str, value: &str, default: &str| {
                if value == default {
                    this.remove(Some(host.clone()), path);
                } else {
                    this.set(
                        Some(host.clone()),
                        path,
                        Fact::new(value, Form::Words),
                        Vec::new(),
                    );
                }
            };
            match (token.kind, token.text.as_str()) {
                (Kind::Punct, "(") => length = closing(tokens.get(at..).unwrap_or_default()),
                (Kind::Word, "volatile" | "stable" | "immutable") => {
                    set(self, "volatility", text(0), "volatile");
                }
                (Kind::Word, "strict") => set(self, "on null input", "strict", "called"),
                (Kind::Word, "returns") if text(1) == "null" => {
                    set(self, "on null input", "strict", "called");
                    length = 5;
                }
                (Kind::Word, "called") => {
                    set(self, "on null input", "called", "called");
                    length = 4;
                }
                (Kind::Word, "security") => {
                    set(self, "security", text(1), "invoker");
                    length = 2;
                }
                (Kind::Word, "leakproof") => {
                    let not = at.checked_sub(1).and_then(|at| tokens.get(at));
                    let is_not = not.is_some_and(|token| token.is_word("not"));
                    set(self, "leakproof", if is_not { "no" } else { "yes" }, "no");
                }
                (Kind::Word, "parallel") => {
                    set(self, "parallel", text(1), "unsafe");
                    length = 2;
                }
                (Kind::Word, "cost" | "rows") => {
                    set(self, text(0), text(1), "");
                    length = 2;
                }
                (Kind::Word, "language" | "support" | "transform") => length = 2,
                (Kind::Word, "reset") if text(1) == "all" => self.forget(&host, "set "),
                (Kind::Word, "reset") => {
                    self.remove(Some(host.clone()), format!("set {}", text(1)));
                    length = 2;
                }
                (Kind::Word, "set") => {
                    let name = text(1).to_owned();
                    let value = tokens.get(at + 3..).unwrap_or_default();
                    let mut end = 1;
                    while value.get(end).is_some_and(|token| token.text == ",") {
                        end += 2;
                    }
                    let value = joined(value.get(..end.min(value.len())).unwrap_or_default());
                    let path = format!("set {name}");
                    set(self, &path, &value, "default");
                    length = 3 + end;
                }
                // The body.
                (Kind::Word, "as") => {
                    length = 2;
                    if text(2) == "," {
                        length = 4;
                    }
                }
                _ => {}
            }
            at += length.max(1);
        }
    }
}
