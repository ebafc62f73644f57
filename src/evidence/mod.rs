//! stub
pub mod files;
pub mod figure;
pub mod citation;
pub mod data {
    #![allow(missing_docs)]
    use crate::diag::{Span,FileId};
    use crate::spec::{Bound, ColumnType};
    #[derive(Debug,Clone,PartialEq)]
    pub enum Value { Empty, Text(String), Number(rust_decimal::Decimal), Year(i32), Date(chrono::NaiveDate), Source(String) }
    #[derive(Debug,Clone)]
    pub struct Cell { pub value: Value, pub span: Span }
    pub struct Column { pub name: String, pub label: String, pub kind: ColumnType, pub bound: Option<Bound> }
    pub struct Table { pub file: String, pub bytes: Vec<u8>, pub columns: Vec<Column>, pub rows: Vec<Vec<Cell>> }
    pub fn read(d: &crate::spec::Data, text: &str) -> Table {
        let mut lines = text.lines();
        let columns: Vec<Column> = lines.next().unwrap_or("").split(',').map(|n| { let c = d.columns.get(n);
            Column{ name: n.into(), label: c.and_then(|c|c.label.as_ref()).map_or(n.to_string(), |l| l.value.clone()), kind: c.map_or(ColumnType::Text, |c| c.r#type.value), bound: c.and_then(|c| c.bound.as_ref()).map(|b| b.value)} }).collect();
        let rows = lines.map(|l| l.split(',').zip(&columns).map(|(t,c)| Cell{ span: Span::new(FileId(0),0..1), value: if t.is_empty() {Value::Empty} else { match c.kind { ColumnType::Number => Value::Number(t.parse().unwrap_or_default()), ColumnType::Year => Value::Year(t.parse().unwrap_or(0)), ColumnType::Source => Value::Source(t.into()), _ => Value::Text(t.into()) } } }).collect()).collect();
        Table { file: d.file.value.clone(), bytes: text.as_bytes().to_vec(), columns, rows }
    }
}
use std::collections::BTreeMap;
#[derive(Default)]
#[allow(missing_docs)]
pub struct Evidence { pub data: BTreeMap<String, data::Table>, pub pictures: BTreeMap<String, crate::page::Picture>, pub specification: String, pub digest: [u8;32] }
pub fn gather(spec: &crate::spec::Spec, text: &str, folder: &files::Folder, _f: &mut crate::diag::Files, _s: &mut crate::diag::Sink) -> Evidence {
    let mut e = Evidence { specification: text.into(), ..Default::default() };
    for (id, d) in spec.data.iter() { let t = folder.read_text(&d.file.value, files::Kind::DATA, None).unwrap_or_default(); e.data.insert(id.value.clone(), data::read(d, &t)); }
    e
}
