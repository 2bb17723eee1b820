//! What a resolver may take out of its context; nothing else reads `Context::data`.

use async_graphql::{Context, dataloader::DataLoader};
use sea_orm::EntityTrait;
use uuid::Uuid;

use crate::{
    attachment::upload::Uploads,
    error::{Error, Result},
    loader::{ById, Children, Rows},
    policy::{Actor, Visible},
    state::State,
};

/// Typed access to the context of a resolver.
pub trait ContextExt {
    /// The shared handles.
    fn state(&self) -> Result<&State>;

    /// Who asks; an error when nobody is logged in.
    fn actor(&self) -> Result<&Actor>;

    /// The files that came with the request.
    fn uploads(&self) -> Uploads;

    /// The row of `E` with this id, loaded together with those that other objects refer to; `None` where the actor may
    /// not see it.
    fn load<E: Visible>(&self, id: Uuid) -> impl Future<Output = Result<Option<E::Model>>> + Send;

    /// The object with this id, as a nullable field answers it: nothing where there is no id or where the actor may not see
    /// the row. Where loading fails the field is null with an error of its own, and its parent stays.
    fn object<E: Visible, T: From<E::Model>>(
        &self,
        id: impl Into<Option<Uuid>> + Send,
    ) -> impl Future<Output = Option<Result<T>>> + Send;

    /// At most `limit` rows of `E` whose column `by` is `parent`, for all parents of the answer at once.
    fn load_children<E: Visible>(
        &self,
        parent: Uuid,
        by: E::Column,
        sort: crate::pagination::Sort<E::Column>,
        limit: u64,
    ) -> impl Future<Output = Result<Vec<E::Model>>> + Send;
}

impl ContextExt for Context<'_> {
    fn state(&self) -> Result<&State> {
        data(self)
    }

    fn actor(&self) -> Result<&Actor> {
        #[expect(clippy::disallowed_methods, reason = "this is the module that the lint points to")]
        self.data::<Actor>().map_err(|_absent| Error::Unauthenticated)
    }

    fn uploads(&self) -> Uploads {
        data::<Uploads>(self).cloned().unwrap_or_default()
    }

    async fn load<E: Visible>(&self, id: Uuid) -> Result<Option<E::Model>> {
        rows(self)?.load_one(ById::<E>::new(id)).await
    }

    async fn object<E: Visible, T: From<E::Model>>(&self, id: impl Into<Option<Uuid>> + Send) -> Option<Result<T>> {
        let id = id.into()?;
        let found = self.load::<E>(id).await.transpose()?;
        Some(found.map(T::from))
    }

    async fn load_children<E: Visible>(
        &self,
        parent: Uuid,
        by: <E as EntityTrait>::Column,
        sort: crate::pagination::Sort<<E as EntityTrait>::Column>,
        limit: u64,
    ) -> Result<Vec<E::Model>> {
        let key = Children::<E>::new(parent, by, sort.column, sort.descending, limit);
        Ok(rows(self)?.load_one(key).await?.unwrap_or_default())
    }
}

fn rows<'a>(context: &Context<'a>) -> Result<&'a DataLoader<Rows>> {
    #[expect(clippy::disallowed_methods, reason = "this is the module that the lint points to")]
    context
        .data::<DataLoader<Rows>>()
        .map_err(|_absent| Error::Unauthenticated)
}

fn data<'a, T: Send + Sync + 'static>(context: &Context<'a>) -> Result<&'a T> {
    #[expect(clippy::disallowed_methods, reason = "this is the module that the lint points to")]
    context.data::<T>().map_err(|error| Error::fault(error.message))
}
