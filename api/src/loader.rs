//! Loading rows that many objects of one answer refer to, in one statement for all of them.
//!
//! One [`Rows`] serves one request; it knows the actor, so that a nested row obeys the same policy as any other.

use std::{
    collections::HashMap,
    fmt,
    hash::{Hash, Hasher},
    marker::PhantomData,
};

use async_graphql::dataloader::Loader;
use sea_orm::{
    ColumnTrait, EntityTrait, ExprTrait, FromQueryResult, IdenStatic, Iterable, ModelTrait, Order, QueryFilter,
    QueryTrait, Value,
    sea_query::{Expr, Func, Query, WindowStatement},
};
use uuid::Uuid;

use crate::{
    error::{Error, Result},
    policy::{Actor, Visible, select},
    state::State,
};

/// Loads rows that the actor may see.
#[derive(Debug)]
pub struct Rows {
    pub(crate) state: State,
    pub(crate) actor: Actor,
}

/// The row of `E` with this id.
pub struct ById<E>(pub Uuid, PhantomData<fn() -> E>);

impl<E> ById<E> {
    /// The row `id`.
    pub fn new(id: Uuid) -> Self {
        Self(id, PhantomData)
    }
}

/// The rows of `E` that refer to a parent: the first few in an order.
pub struct Children<E> {
    /// The row that is referred to.
    pub parent: Uuid,
    /// The column that refers to it.
    pub by: &'static str,
    /// The column to sort by; the id breaks ties.
    pub order: &'static str,
    /// Whether greater values come first.
    pub descending: bool,
    /// How many rows for each parent.
    pub limit: u64,
    entity: PhantomData<fn() -> E>,
}

impl<E: EntityTrait> Children<E> {
    /// At most `limit` rows whose column `by` is `parent`, in the order of `order`.
    pub fn new(parent: Uuid, by: E::Column, order: E::Column, descending: bool, limit: u64) -> Self {
        Self {
            parent,
            by: by.as_str(),
            order: order.as_str(),
            descending,
            limit,
            entity: PhantomData,
        }
    }

    fn column(name: &str) -> Result<E::Column> {
        E::Column::iter()
            .find(|column| column.as_str() == name)
            .ok_or_else(|| Error::fault(format!("no column {name}")))
    }
}

impl<E: Visible> Loader<ById<E>> for Rows {
    type Value = E::Model;
    type Error = Error;

    async fn load(&self, keys: &[ById<E>]) -> Result<HashMap<ById<E>, E::Model>> {
        let models = select::<E>(&self.actor)
            .filter(E::id().is_in(keys.iter().map(|key| key.0)))
            .all(self.state.database.read())
            .await?;
        models
            .into_iter()
            .map(|model| Ok((ById::new(uuid(&model, E::id())?), model)))
            .collect()
    }
}

impl<E: Visible> Loader<Children<E>> for Rows {
    type Value = Vec<E::Model>;
    type Error = Error;

    async fn load(&self, keys: &[Children<E>]) -> Result<HashMap<Children<E>, Vec<E::Model>>> {
        // Keys that differ in more than the parent come from different fields of the query: there are few of those.
        let mut shapes: Vec<Vec<Children<E>>> = Vec::new();
        for key in keys {
            match shapes
                .iter_mut()
                .find(|shape| shape.first().is_some_and(|first| first.same_shape(key)))
            {
                Some(shape) => shape.push(key.clone()),
                None => shapes.push(vec![key.clone()]),
            }
        }
        let mut answer: HashMap<_, Vec<_>> = keys.iter().map(|key| (key.clone(), Vec::new())).collect();
        for shape in shapes {
            let Some(first) = shape.first() else { continue };
            let by = Children::<E>::column(first.by)?;
            for model in self.children(first, by, shape.iter().map(|key| key.parent)).await? {
                let key = Children {
                    parent: uuid(&model, by)?,
                    ..first.clone()
                };
                answer.entry(key).or_default().push(model);
            }
        }
        Ok(answer)
    }
}

impl Rows {
    /// The first rows of each parent, numbered by a window over the parents.
    async fn children<E: Visible>(
        &self,
        shape: &Children<E>,
        by: E::Column,
        parents: impl Iterator<Item = Uuid>,
    ) -> Result<Vec<E::Model>> {
        let order = if shape.descending { Order::Desc } else { Order::Asc };
        let window = WindowStatement::partition_by(by)
            .order_by(Children::<E>::column(shape.order)?, order.clone())
            .order_by(E::id(), order)
            .to_owned();
        let mut numbered = select::<E>(&self.actor).filter(by.is_in(parents)).into_query();
        numbered.expr_window_as(Func::cust("ROW_NUMBER"), window, "position");
        let limit = i64::try_from(shape.limit).map_err(Error::fault)?;
        let mut rows = Query::select();
        for column in E::Column::iter() {
            rows.column(("rows", column));
        }
        rows.from_subquery(numbered, "rows")
            .and_where(Expr::col("position").lte(limit))
            .order_by(("rows", by), Order::Asc)
            .order_by("position", Order::Asc);
        let found = sea_orm::ConnectionTrait::query_all(self.state.database.read(), &rows).await?;
        found
            .iter()
            .map(|row| E::Model::from_query_result(row, "").map_err(Error::from))
            .collect()
    }
}

fn uuid<M: ModelTrait>(model: &M, column: <M::Entity as EntityTrait>::Column) -> Result<Uuid> {
    match model.get(column) {
        Value::Uuid(Some(id)) => Ok(id),
        other => Err(Error::fault(format!("{} holds no id but {other:?}", column.as_str()))),
    }
}

impl<E> Children<E> {
    fn same_shape(&self, other: &Self) -> bool {
        (self.by, self.order, self.descending, self.limit) == (other.by, other.order, other.descending, other.limit)
    }
}

// Derived, these would ask for more of `E` than a marker needs.
impl<E> Clone for ById<E> {
    fn clone(&self) -> Self {
        Self::new(self.0)
    }
}

impl<E> PartialEq for ById<E> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}

impl<E> Eq for ById<E> {}

impl<E> Hash for ById<E> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.hash(state);
    }
}

impl<E> fmt::Debug for ById<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("ById").field(&self.0).finish()
    }
}

impl<E> Clone for Children<E> {
    fn clone(&self) -> Self {
        Self { ..*self }
    }
}

impl<E> PartialEq for Children<E> {
    fn eq(&self, other: &Self) -> bool {
        self.parent == other.parent && self.same_shape(other)
    }
}

impl<E> Eq for Children<E> {}

impl<E> Hash for Children<E> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (self.parent, self.by, self.order, self.descending, self.limit).hash(state);
    }
}

impl<E> fmt::Debug for Children<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Children")
            .field("parent", &self.parent)
            .field("by", &self.by)
            .finish_non_exhaustive()
    }
}
