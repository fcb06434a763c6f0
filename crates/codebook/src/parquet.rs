//! Parquet and GeoParquet files. The only place that knows the format.

use std::{collections::BTreeSet, io::Write, sync::Arc};

use parquet::{
    basic::{Compression, LogicalType, Repetition, Type as Physical},
    column::writer::ColumnWriterImpl,
    data_type::{ByteArray, ByteArrayType, DataType, DoubleType, Int32Type, Int64Type},
    errors::ParquetError,
    file::{
        metadata::KeyValue,
        properties::WriterProperties,
        writer::{SerializedFileWriter, SerializedRowGroupWriter},
    },
    schema::types::{Type, TypePtr},
};
use serde_json::{Value, json};
use tidings_types::Point;

use crate::{
    ExportError,
    cell::{Cell, Column, Kind},
    files::{Options, Written, columns, each_row},
    geometry::Geometry,
    picture::Picture,
};

/// Rows kept in memory until they are written as a group.
const GROUP: usize = 20_000;
/// Name of GeoParquet's column.
const GEOMETRY: &str = "geometry";

/// Writes a Parquet file, snappy-compressed: words as UTF-8, numbers as 64-bit integers and doubles,
/// days as dates, every column optional. With `geo` a last column `geometry` in well-known binary,
/// WGS 84, and the metadata of GeoParquet 1.1; the geometry is null where no point may stand for the
/// place.
pub(crate) fn write(
    picture: &Picture<'_>,
    options: Options,
    geo: bool,
    out: impl Write,
) -> Result<Written, ExportError> {
    let columns: Vec<&Column> = columns(options).collect();
    let properties = WriterProperties::builder().set_compression(Compression::SNAPPY).build();
    let file = SerializedFileWriter::new(Vec::new(), schema(&columns, geo)?, Arc::new(properties))?;
    let mut sheet = Sheet { columns, geo, file, out, rows: Vec::new(), extent: Extent::default() };
    let written = each_row(picture, options, |view, cells| {
        let geometry = if geo { Geometry::of(view.event) } else { None };
        sheet.push(cells.to_vec(), geometry)
    })?;
    sheet.finish()?;
    Ok(written)
}

fn schema(columns: &[&Column], geo: bool) -> Result<TypePtr, ParquetError> {
    let field = |name: &str, physical: Physical, logical: Option<LogicalType>| {
        let field = Type::primitive_type_builder(name, physical);
        let field = field.with_repetition(Repetition::OPTIONAL).with_logical_type(logical);
        Ok::<TypePtr, ParquetError>(Arc::new(field.build()?))
    };
    let mut fields = Vec::new();
    for column in columns {
        let (physical, logical) = match column.kind {
            Kind::Text => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
            Kind::Whole => (Physical::INT64, None),
            Kind::Real => (Physical::DOUBLE, None),
            Kind::Day => (Physical::INT32, Some(LogicalType::Date)),
        };
        fields.push(field(column.name, physical, logical)?);
    }
    if geo {
        fields.push(field(GEOMETRY, Physical::BYTE_ARRAY, None)?);
    }
    Ok(Arc::new(Type::group_type_builder("events").with_fields(fields).build()?))
}

/// A file under construction.
struct Sheet<'a, W> {
    columns: Vec<&'a Column>,
    geo: bool,
    file: SerializedFileWriter<Vec<u8>>,
    out: W,
    rows: Vec<(Vec<Cell>, Option<Geometry>)>,
    extent: Extent,
}

impl<W: Write> Sheet<'_, W> {
    fn push(&mut self, cells: Vec<Cell>, geometry: Option<Geometry>) -> Result<(), ExportError> {
        if let Some(geometry) = &geometry {
            self.extent.take(geometry);
        }
        self.rows.push((cells, geometry));
        if self.rows.len() >= GROUP { self.flush() } else { Ok(()) }
    }

    /// Writes the rows at hand as a group and hands its bytes on.
    fn flush(&mut self) -> Result<(), ExportError> {
        let rows = std::mem::take(&mut self.rows);
        if !rows.is_empty() {
            let mut group = self.file.next_row_group()?;
            for (index, column) in self.columns.iter().enumerate() {
                let cells = rows.iter().map(|(cells, _)| cells.get(index).unwrap_or(&Cell::Empty));
                write_column(&mut group, column, cells)?;
            }
            if self.geo {
                let shapes = rows.iter().map(|(_, geometry)| Ok(geometry.as_ref().map(bytes)));
                optional::<ByteArrayType>(&mut group, shapes)?;
            }
            group.close()?;
        }
        self.out.write_all(&std::mem::take(self.file.inner_mut()))?;
        Ok(())
    }

    fn finish(mut self) -> Result<(), ExportError> {
        self.flush()?;
        if self.geo {
            let metadata = self.extent.metadata().to_string();
            self.file.append_key_value_metadata(KeyValue::new("geo".to_owned(), metadata));
        }
        let rest = self.file.into_inner()?;
        self.out.write_all(&rest)?;
        self.out.flush()?;
        Ok(())
    }
}

fn bytes(geometry: &Geometry) -> ByteArray {
    ByteArray::from(geometry.wkb())
}

/// Writes a column; a cell that is not of its kind is a fault of ours and told as such.
fn write_column<'c>(
    group: &mut SerializedRowGroupWriter<'_, Vec<u8>>,
    column: &Column,
    cells: impl Iterator<Item = &'c Cell>,
) -> Result<(), ExportError> {
    let wrong = |cell: &Cell| {
        let name = column.name;
        ExportError::Record(format!("column {name} cannot hold {cell:?}"))
    };
    match column.kind {
        Kind::Text => {
            let text = cells.map(|cell| match cell {
                Cell::Empty => Ok(None),
                Cell::Text(words) => Ok(Some(ByteArray::from(words.as_str()))),
                other => Ok(Some(ByteArray::from(other.to_field().as_str()))),
            });
            optional::<ByteArrayType>(group, text)
        }
        Kind::Whole => optional::<Int64Type>(
            group,
            cells.map(|cell| match cell {
                Cell::Empty => Ok(None),
                Cell::Whole(number) => Ok(Some(*number)),
                other => Err(wrong(other)),
            }),
        ),
        Kind::Real => optional::<DoubleType>(
            group,
            cells.map(|cell| match cell {
                Cell::Empty => Ok(None),
                Cell::Real(number) => Ok(Some(*number)),
                Cell::Whole(number) => Ok(Some(*number as f64)),
                other => Err(wrong(other)),
            }),
        ),
        Kind::Day => optional::<Int32Type>(
            group,
            cells.map(|cell| match cell {
                Cell::Empty => Ok(None),
                Cell::Day(day) => Ok(Some(days_since_1970(*day))),
                other => Err(wrong(other)),
            }),
        ),
    }
}

/// Writes the next column of a group: the values that are there, and which rows have one.
fn optional<T: DataType>(
    group: &mut SerializedRowGroupWriter<'_, Vec<u8>>,
    cells: impl Iterator<Item = Result<Option<T::T>, ExportError>>,
) -> Result<(), ExportError> {
    let (mut values, mut levels) = (Vec::new(), Vec::new());
    for cell in cells {
        let cell = cell?;
        levels.push(i16::from(cell.is_some()));
        values.extend(cell);
    }
    let missing = || ExportError::Record("more columns than the file has".to_owned());
    let mut column = group.next_column()?.ok_or_else(missing)?;
    let writer: &mut ColumnWriterImpl<'_, T> = column.typed::<T>();
    writer.write_batch(&values, Some(&levels), None)?;
    column.close()?;
    Ok(())
}

fn days_since_1970(day: jiff::civil::Date) -> i32 {
    let epoch = jiff::civil::date(1970, 1, 1);
    (day - epoch).get_days()
}

/// What GeoParquet says of its geometries.
#[derive(Default)]
struct Extent {
    kinds: BTreeSet<&'static str>,
    /// West, south, east, north.
    bounds: Option<[f64; 4]>,
}

impl Extent {
    fn take(&mut self, geometry: &Geometry) {
        self.kinds.insert(geometry.name());
        for Point { lat, lon } in geometry.points() {
            let [west, south, east, north] = self.bounds.unwrap_or([*lon, *lat, *lon, *lat]);
            self.bounds = Some([west.min(*lon), south.min(*lat), east.max(*lon), north.max(*lat)]);
        }
    }

    /// GeoParquet 1.1 (geoparquet.org, metadata.md); the coordinate system is left out, which means
    /// longitude and latitude on WGS 84.
    fn metadata(&self) -> Value {
        let mut column = json!({ "encoding": "WKB", "geometry_types": self.kinds });
        if let (Some(bounds), Value::Object(column)) = (self.bounds, &mut column) {
            column.insert("bbox".to_owned(), json!(bounds));
        }
        json!({
            "version": "1.1.0",
            "primary_column": GEOMETRY,
            "columns": { GEOMETRY: column },
        })
    }
}
