-- revision: 20260103_0000_comments
-- down_revision: 20260102_0000_objects
-- irreversible: a test
-- +up
COMMENT ON TABLE "type" IS 'Ends */ /* "# "## \" \\ \u{41} ]] `one ``two`` [a](b) [`Missing`] [Missing] <b> </script> {{x}} #[doc = "x"]
#![allow(warnings)]
/// fn main() {}
//! inner';
COMMENT ON COLUMN "type"."type" IS 'Indented by four:

    let x: u32 = "not Rust";
	and by a tab
        deeper
- a list

      with code in it';
COMMENT ON COLUMN "type"."self" IS '```
not rust either (
```
~~~rust
fn f( {
~~~
````rust,should_panic
unclosed(';
COMMENT ON COLUMN "type"."Self" IS '> ```
> quoted (
> ```
> 
>     quoted and indented (
1. one

       number and indented (

* ~~~
  listed (';
COMMENT ON COLUMN "type"."super" IS E'carriage\r\n    return\r    old\u2028    separator\u0085    next\x0b    tab\x0c    feed\u202e reversed \u200b\ufeff';
COMMENT ON COLUMN "type"."async" IS '<!-- html';
COMMENT ON COLUMN "type"."gen" IS '<pre>
    x (
</pre>';
COMMENT ON COLUMN "type"."fn" IS '[link]: http://example.com "x';
COMMENT ON COLUMN "type"."match" IS '   ';
COMMENT ON COLUMN "type"."try" IS '
    
    first line indented (';
COMMENT ON COLUMN "type"."dyn" IS 'Table

| a | b |
|---|---|
| 1 | 2 |';
COMMENT ON COLUMN "type"."_" IS '@pii';
COMMENT ON SCHEMA shop IS E'    indented (\n```\nfence (';
COMMENT ON TYPE label IS '    indented (';
COMMENT ON DOMAIN positive IS E'```\nfence (';
COMMENT ON COLUMN inner_part.a IS '    indented (';
COMMENT ON VIEW "View" IS '    indented (';
COMMENT ON COLUMN "View".id IS E'\tindented (';
COMMENT ON COLUMN everything.p IS E'- [ ]     a task (\n[^ğ]: ``` ~~~ rust\n\n        a footnote (\n* ~~~    - ```\n10) ```\n';
