//! `DO` blocks.

use super::cursor::{Parsed, Parser};
use super::keywords::Kw;
use crate::ddl::{DoBlock, DoBody, StmtKind};
use crate::diag::Diagnostic;

impl Parser<'_> {
    pub(super) fn do_block(&mut self, _out: &mut Vec<Diagnostic>) -> Parsed<StmtKind> {
        self.expect(Kw::Do)?;
        let start = self.pos();
        self.skip_words()?;
        Ok(StmtKind::Do(DoBlock {
            language: "plpgsql".to_owned(),
            body: DoBody::Unknown {
                reason: "blocks are not read yet".to_owned(),
                span: self.span_from(start),
                may_change_catalog: true,
            },
            body_span: self.span_from(start),
        }))
    }
}
