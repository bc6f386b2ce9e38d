//! An expression in a form that does not depend on how it was written: names
//! folded, grouping by precedence, and what PostgreSQL's parser turns into
//! something else (`IN`, `BETWEEN`, `LIKE`) turned into that.

use super::Place;
use super::token::{Kind, Token};

/// Other names of types, by PostgreSQL's own for them in `format_type`.
const TYPES: &[(&str, &str)] = &[
    ("bool", "boolean"),
    ("bpchar", "character"),
    ("char", "character"),
    ("decimal", "numeric"),
    ("float", "double precision"),
    ("float4", "real"),
    ("float8", "double precision"),
    ("int", "integer"),
    ("int2", "smallint"),
    ("int4", "integer"),
    ("int8", "bigint"),
    ("timestamp", "timestamp without time zone"),
    ("timestamptz", "timestamp with time zone"),
    ("time", "time without time zone"),
    ("timetz", "time with time zone"),
    ("varbit", "bit varying"),
    ("varchar", "character varying"),
];

/// Words with which a typed literal begins: `date '2020-01-01'`.
pub(super) fn is_type_word(word: &str) -> bool {
    TYPES
        .iter()
        .any(|(short, long)| word == *short || word == *long)
        || [
            "date", "interval", "json", "jsonb", "uuid", "inet", "text", "bytea",
        ]
        .contains(&word)
}

/// PostgreSQL's own name of a type that has another.
pub(super) fn long_name(word: &str) -> Option<&'static str> {
    let known = TYPES.iter().find(|(short, _)| *short == word);
    known.map(|(_, long)| *long)
}

/// How deep expressions are read: no text may exhaust the stack.
const DEPTH: usize = 200;

/// The canonical form; `None` for what is not read.
pub(super) fn canonical(tokens: &[Token], place: &Place) -> Option<String> {
    let mut parser = Parser {
        tokens,
        at: 0,
        depth: 0,
        place,
        subquery: tokens.iter().any(|token| token.is_word("select")),
    };
    let node = parser.expression(0)?;
    if parser.at < tokens.len() {
        return None;
    }
    let node = match &place.target {
        Some(target) => coerced(node, target),
        None => node,
    };
    Some(node.text)
}

/// The type at the start of some tokens, and how many of them it has; none when
/// there is no type.
pub(in crate::check) fn type_name(tokens: &[Token]) -> (String, usize) {
    let text = |at: usize| tokens.get(at).map_or("", |token| token.text.as_str());
    let Some(first) = tokens.first().filter(|token| token.is_name()) else {
        return (String::new(), 0);
    };
    let mut name = first.text.clone();
    let mut at = 1;
    match (first.text.as_str(), text(1)) {
        ("double", "precision") | ("character" | "char" | "bit" | "national", "varying") => {
            name = format!("{name} {}", text(1)).replace("char ", "character ");
            at = 2;
        }
        _ => {
            while text(at) == "." && tokens.get(at + 1).is_some_and(Token::is_name) {
                name = format!("{name}.{}", text(at + 1));
                at += 2;
            }
        }
    }
    let mut modifier = String::new();
    if text(at) == "(" {
        let close = tokens.iter().skip(at).position(|token| token.text == ")");
        if let Some(close) = close {
            for token in tokens.iter().skip(at).take(close + 1) {
                modifier.push_str(&token.text);
            }
            at += close + 1;
        }
    }
    let zone = [text(at), text(at + 1), text(at + 2)];
    if matches!(name.as_str(), "timestamp" | "time")
        && matches!(zone, ["with" | "without", "time", "zone"])
    {
        name = format!("{name} {} time zone", zone[0]);
        at += 3;
    }
    let name = name.strip_prefix("pg_catalog.").unwrap_or(&name);
    let known = TYPES.iter().find(|(short, _)| *short == name);
    let mut name = known.map_or(name, |(_, long)| *long).to_owned();
    name.push_str(&modifier);
    while text(at) == "[" {
        let close = tokens.iter().skip(at).position(|token| token.text == "]");
        let Some(close) = close else { break };
        name.push_str("[]");
        at += close + 1;
    }
    (name, at)
}

/// What a part is, as far as the parts around it ask.
#[derive(Clone, Debug, PartialEq)]
enum Shape {
    Column(String),
    Literal,
    /// A string cast to a type.
    Cast {
        literal: String,
        ty: String,
    },
    /// `ARRAY[…]`.
    Array(Vec<Node>),
    And(Vec<String>),
    Or(Vec<String>),
    Other,
}

#[derive(Clone, Debug, PartialEq)]
struct Node {
    text: String,
    shape: Shape,
}

fn other(text: String) -> Node {
    Node {
        text,
        shape: Shape::Other,
    }
}

/// A literal without a cast to the type that it gets anyway.
fn coerced(node: Node, ty: &str) -> Node {
    let plain = ty.split('(').next().unwrap_or(ty);
    let is_this = |other: &str| {
        other == plain
            || (!other.contains('.')
                && plain
                    .rsplit_once('.')
                    .is_some_and(|(_, name)| name == other))
    };
    match node.shape {
        Shape::Cast { literal, ty } if is_this(&ty) => Node {
            text: literal,
            shape: Shape::Literal,
        },
        Shape::Literal if ["smallint", "integer", "bigint"].contains(&plain) => {
            let digits = node.text.trim_matches('\'');
            let is_number = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
            Node {
                text: if is_number {
                    digits.to_owned()
                } else {
                    node.text
                },
                shape: Shape::Literal,
            }
        }
        Shape::Array(items) => {
            let element = ty.strip_suffix("[]").unwrap_or(ty);
            array(
                items
                    .into_iter()
                    .map(|item| coerced(item, element))
                    .collect(),
            )
        }
        shape => Node {
            text: node.text,
            shape,
        },
    }
}

fn array(items: Vec<Node>) -> Node {
    let texts: Vec<&str> = items.iter().map(|item| item.text.as_str()).collect();
    Node {
        text: format!("array[{}]", texts.join(", ")),
        shape: Shape::Array(items),
    }
}

struct Parser<'a> {
    tokens: &'a [Token],
    at: usize,
    depth: usize,
    place: &'a Place,
    /// Names may then be those of a subquery.
    subquery: bool,
}

// Binding powers, PostgreSQL's `gram.y` from the loosest to the tightest.
const OR: u8 = 1;
const AND: u8 = 3;
const NOT: u8 = 5;
const IS: u8 = 7;
const COMPARISON: u8 = 9;
const LIKE: u8 = 11;
const OPERATOR: u8 = 13;
const PLUS: u8 = 15;
const TIMES: u8 = 17;
const POWER: u8 = 19;
const AT: u8 = 21;
const COLLATE: u8 = 23;
const SIGN: u8 = 25;
const SUBSCRIPT: u8 = 27;
const CAST: u8 = 29;

impl Parser<'_> {
    fn text(&self, ahead: usize) -> &str {
        self.tokens
            .get(self.at + ahead)
            .map_or("", |token| token.text.as_str())
    }

    fn is_word(&self, ahead: usize, word: &str) -> bool {
        let token = self.tokens.get(self.at + ahead);
        token.is_some_and(|token| token.is_word(word))
    }

    fn eat(&mut self, text: &str) -> Option<()> {
        let token = self.tokens.get(self.at)?;
        (token.text == text && token.kind != Kind::Str && token.kind != Kind::Name).then(|| {
            self.at += 1;
        })
    }

    fn expression(&mut self, power: u8) -> Option<Node> {
        self.depth += 1;
        if self.depth > DEPTH {
            return None;
        }
        let mut left = self.prefix()?;
        loop {
            let before = self.at;
            left = self.infix(left, power)?;
            if self.at == before {
                self.depth -= 1;
                return Some(left);
            }
        }
    }

    /// What begins an expression.
    fn prefix(&mut self) -> Option<Node> {
        let token = self.tokens.get(self.at)?.clone();
        match (token.kind, token.text.as_str()) {
            (Kind::Str | Kind::Number, text) => {
                self.at += 1;
                Some(Node {
                    text: text.to_owned(),
                    shape: Shape::Literal,
                })
            }
            (Kind::Op, op) => {
                self.at += 1;
                let power = if op == "+" || op == "-" {
                    SIGN
                } else {
                    OPERATOR + 1
                };
                let operand = self.expression(power)?;
                Some(Node {
                    text: format!("({op} {})", operand.text),
                    shape: if operand.shape == Shape::Literal {
                        Shape::Literal
                    } else {
                        Shape::Other
                    },
                })
            }
            (Kind::Punct, "(") => self.parenthesis(),
            (Kind::Word, "not") => {
                self.at += 1;
                let operand = self.expression(NOT)?;
                Some(other(format!("(not {})", operand.text)))
            }
            (Kind::Word, "case") => self.case(),
            (Kind::Word, "cast") if self.text(1) == "(" => {
                self.at += 2;
                let operand = self.expression(0)?;
                self.eat("as")?;
                let cast = self.cast(operand)?;
                self.eat(")")?;
                Some(cast)
            }
            (Kind::Word, "array") if self.text(1) == "[" => {
                self.at += 1;
                self.eat("[")?;
                let items = self.list("]")?;
                Some(array(items))
            }
            (Kind::Word, "select" | "and" | "or" | "from" | "when" | "then" | "else" | "end") => {
                None
            }
            (Kind::Word | Kind::Name, _) => self.named(),
            _ => None,
        }
    }

    /// A parenthesised expression, a row or a subquery.
    fn parenthesis(&mut self) -> Option<Node> {
        if ["select", "with", "values"]
            .iter()
            .any(|word| self.is_word(1, word))
        {
            return Some(other(self.raw()?));
        }
        self.eat("(")?;
        let mut items = self.list(")")?;
        if items.len() == 1 {
            return items.pop();
        }
        let texts: Vec<String> = items.into_iter().map(|item| item.text).collect();
        Some(other(format!("({})", texts.join(", "))))
    }

    /// Expressions up to a closing token, which is taken.
    fn list(&mut self, close: &str) -> Option<Vec<Node>> {
        let mut items = Vec::new();
        if self.eat(close).is_some() {
            return Some(items);
        }
        loop {
            items.push(self.expression(0)?);
            if self.eat(",").is_none() {
                self.eat(close)?;
                return Some(items);
            }
        }
    }

    /// The tokens of a parenthesis as they are.
    fn raw(&mut self) -> Option<String> {
        let mut depth = 0_usize;
        let mut texts = Vec::new();
        loop {
            let token = self.tokens.get(self.at)?;
            self.at += 1;
            texts.push(token.text.as_str());
            match (token.kind, token.text.as_str()) {
                (Kind::Punct, "(") => depth += 1,
                (Kind::Punct, ")") => {
                    depth = depth.checked_sub(1)?;
                    if depth == 0 {
                        return Some(texts.join(" "));
                    }
                }
                _ => {}
            }
        }
    }

    fn case(&mut self) -> Option<Node> {
        self.eat("case")?;
        let mut text = "(case".to_owned();
        if !self.is_word(0, "when") {
            text.push(' ');
            text.push_str(&self.expression(0)?.text);
        }
        while self.eat("when").is_some() {
            let condition = self.expression(0)?.text;
            self.eat("then")?;
            let result = self.expression(0)?.text;
            for part in [" when ", &condition, " then ", &result] {
                text.push_str(part);
            }
        }
        if self.eat("else").is_some() {
            text.push_str(" else ");
            text.push_str(&self.expression(0)?.text);
        }
        self.eat("end")?;
        text.push(')');
        Some(other(text))
    }

    /// A column, a call, a typed literal.
    fn named(&mut self) -> Option<Node> {
        let followed_by_string = self
            .tokens
            .get(self.at + 1)
            .is_some_and(|token| token.kind == Kind::Str);
        if followed_by_string && is_type_word(self.text(0)) {
            let (ty, length) = type_name(self.tokens.get(self.at..)?);
            self.at += length;
            let literal = self.text(0).to_owned();
            self.at += 1;
            return Some(Node {
                text: format!("{literal}::{ty}"),
                shape: Shape::Cast { literal, ty },
            });
        }
        let mut parts = vec![self.tokens.get(self.at)?.text.clone()];
        self.at += 1;
        while self.text(0) == "." && self.tokens.get(self.at + 1)?.is_name() {
            parts.push(self.text(1).to_owned());
            self.at += 2;
        }
        if self.text(0) == "(" {
            return self.call(&parts.join("."));
        }
        if let [qualifier, column] = parts.as_slice()
            && self.place.relation.as_ref() == Some(qualifier)
            && !self.subquery
        {
            parts = vec![column.clone()];
        }
        let text = parts.join(".");
        let is_value = matches!(text.as_str(), "null" | "true" | "false");
        Some(Node {
            shape: if is_value {
                Shape::Literal
            } else {
                Shape::Column(text.clone())
            },
            text,
        })
    }

    fn call(&mut self, name: &str) -> Option<Node> {
        let start = self.at;
        let depth = self.depth;
        let name = if name == "some" { "any" } else { name };
        self.eat("(")?;
        let text = if let Some(items) = self.list(")") {
            // An array is what the operator before ANY looks at.
            if let ([only], "any" | "all") = (items.as_slice(), name) {
                return Some(Node {
                    text: format!("{name}({})", only.text),
                    shape: only.shape.clone(),
                });
            }
            let texts: Vec<String> = items.into_iter().map(|item| item.text).collect();
            format!("{name}({})", texts.join(", "))
        } else {
            // `count(*)`, `extract(year FROM a)` and other forms of their own.
            self.at = start;
            self.depth = depth;
            format!("{name}{}", self.raw()?)
        };
        if self.is_word(0, "filter") || self.is_word(0, "over") {
            return None;
        }
        Some(other(text))
    }

    fn cast(&mut self, operand: Node) -> Option<Node> {
        let (ty, length) = type_name(self.tokens.get(self.at..)?);
        if length == 0 {
            return None;
        }
        self.at += length;
        let text = format!("{}::{ty}", operand.text);
        Some(Node {
            shape: match operand.shape {
                Shape::Literal => Shape::Cast {
                    literal: operand.text,
                    ty,
                },
                _ => Shape::Other,
            },
            text,
        })
    }

    /// What goes on after an operand, if it binds tightly enough.
    fn infix(&mut self, left: Node, power: u8) -> Option<Node> {
        let Some(token) = self.tokens.get(self.at).cloned() else {
            return Some(left);
        };
        match (token.kind, token.text.as_str()) {
            (Kind::Punct, "::") if CAST >= power => {
                self.at += 1;
                self.cast(left)
            }
            (Kind::Punct, "[") if SUBSCRIPT >= power => {
                self.at += 1;
                let index = self.expression(0)?;
                self.eat("]")?;
                Some(other(format!("{}[{}]", left.text, index.text)))
            }
            (Kind::Op, op) => {
                let binds = match op {
                    "<" | ">" | "=" | "<=" | ">=" | "<>" => COMPARISON,
                    "+" | "-" => PLUS,
                    "*" | "/" | "%" => TIMES,
                    "^" => POWER,
                    _ => OPERATOR,
                };
                if binds < power {
                    return Some(left);
                }
                self.at += 1;
                let right = self.expression(binds + 1)?;
                Some(self.binary(op, left, right))
            }
            (Kind::Word, word) => {
                let word = word.to_owned();
                self.word(left, &word, power)
            }
            _ => Some(left),
        }
    }

    fn binary(&self, op: &str, left: Node, right: Node) -> Node {
        let ty = |node: &Node| match &node.shape {
            Shape::Column(name) => self.place.columns.get(name).cloned(),
            _ => None,
        };
        let of_right = ty(&right);
        let quantified = right.text.split_once('(').map(|(word, _)| word.to_owned());
        let right = match ty(&left) {
            Some(ty) => match (right.shape, quantified.as_deref()) {
                (Shape::Array(items), Some(word @ ("any" | "all"))) => {
                    let items = coerced(array(items), &ty);
                    other(format!("{word}({})", items.text))
                }
                (shape, _) => coerced(
                    Node {
                        text: right.text,
                        shape,
                    },
                    // A number is no string here: `a > '5'` is decided by the server.
                    if ty.ends_with("int") || ty == "integer" {
                        ""
                    } else {
                        &ty
                    },
                ),
            },
            None => right,
        };
        let left = match of_right {
            Some(ty) if !(ty.ends_with("int") || ty == "integer") => coerced(left, &ty),
            _ => left,
        };
        other(format!("({op} {} {})", left.text, right.text))
    }

    /// Operators that are words.
    fn word(&mut self, left: Node, word: &str, power: u8) -> Option<Node> {
        let negated = word == "not";
        let key = if negated {
            self.text(1).to_owned()
        } else {
            word.to_owned()
        };
        let skip = usize::from(negated) + 1;
        match key.as_str() {
            "or" | "and" if !negated => {
                let binds = if key == "or" { OR } else { AND };
                if binds < power {
                    return Some(left);
                }
                self.at += 1;
                let right = self.expression(binds + 1)?.text;
                // `a AND b AND c` is one list, however its left part is grouped.
                let mut items = match left.shape {
                    Shape::And(items) if key == "and" => items,
                    Shape::Or(items) if key == "or" => items,
                    _ => vec![left.text],
                };
                items.push(right);
                let text = format!("({key} {})", items.join(" "));
                let shape = if key == "and" {
                    Shape::And(items)
                } else {
                    Shape::Or(items)
                };
                Some(Node { text, shape })
            }
            "is" if !negated && IS >= power => {
                self.at += 1;
                let not = if self.eat("not").is_some() {
                    " not"
                } else {
                    ""
                };
                if self.is_word(0, "distinct") && self.is_word(1, "from") {
                    self.at += 2;
                    let right = self.expression(IS + 1)?;
                    let compared = self.binary("is distinct from", left, right);
                    return Some(other(format!("{}{not}", compared.text)));
                }
                let what = self.text(0).to_owned();
                if !["null", "true", "false", "unknown"].contains(&what.as_str()) {
                    return None;
                }
                self.at += 1;
                Some(other(format!("({} is{not} {what})", left.text)))
            }
            "isnull" | "notnull" if !negated && IS >= power => {
                self.at += 1;
                let not = if key == "notnull" { " not" } else { "" };
                Some(other(format!("({} is{not} null)", left.text)))
            }
            "between" if LIKE >= power => {
                self.at += skip;
                if self.is_word(0, "symmetric") {
                    return None;
                }
                self.eat("asymmetric");
                let low = self.expression(LIKE + 1)?;
                self.eat("and")?;
                let high = self.expression(LIKE + 1)?;
                let (word, least, most) = if negated {
                    ("or", "<", ">")
                } else {
                    ("and", ">=", "<=")
                };
                let least = self.binary(least, left.clone(), low).text;
                let most = self.binary(most, left, high).text;
                Some(other(format!("({word} {least} {most})")))
            }
            "in" if LIKE >= power => {
                self.at += skip;
                if self.is_word(1, "select") || self.is_word(1, "with") {
                    let query = self.raw()?;
                    let not = if negated { "not " } else { "" };
                    return Some(other(format!("({not}in {} {query})", left.text)));
                }
                self.eat("(")?;
                let items = self.list(")")?;
                Some(self.membership(left, items, negated))
            }
            "like" | "ilike" if LIKE >= power => {
                self.at += skip;
                let pattern = self.expression(LIKE + 1)?;
                if self.is_word(0, "escape") {
                    return None;
                }
                let op = match (negated, key.as_str()) {
                    (false, "like") => "~~",
                    (true, "like") => "!~~",
                    (false, _) => "~~*",
                    (true, _) => "!~~*",
                };
                Some(self.binary(op, left, pattern))
            }
            "similar" => None,
            "at" if !negated && AT >= power => {
                self.at += 1;
                self.eat("time")?;
                self.eat("zone")?;
                let zone = self.expression(AT + 1)?;
                Some(other(format!("({} at time zone {})", left.text, zone.text)))
            }
            "collate" if !negated && COLLATE >= power => {
                self.at += 1;
                let (name, length) = type_name(self.tokens.get(self.at..)?);
                self.at += length;
                Some(other(format!("({} collate {name})", left.text)))
            }
            _ => Some(left),
        }
    }

    /// `IN (…)`: one value is compared, several constants are an array.
    fn membership(&self, left: Node, mut items: Vec<Node>, negated: bool) -> Node {
        let (op, word) = if negated { ("<>", "all") } else { ("=", "any") };
        if items.len() == 1
            && let Some(only) = items.pop()
        {
            return self.binary(op, left, only);
        }
        let constant = |item: &Node| matches!(item.shape, Shape::Literal | Shape::Cast { .. });
        if items.iter().all(constant) {
            let items = array(items);
            let right = Node {
                text: format!("{word}({})", items.text),
                shape: items.shape,
            };
            return self.binary(op, left, right);
        }
        let texts: Vec<String> = items.into_iter().map(|item| item.text).collect();
        other(format!("(in {op} {} {})", left.text, texts.join(", ")))
    }
}
