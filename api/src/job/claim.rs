//! A job in the hands of the server that works on it.

use entity::job;
use sea_orm::DatabaseTransaction;

use crate::{
    error::{Error, Result},
    job::queue,
    state::State,
};

/// The right to work on a job, for as long as no other server has taken it up.
#[derive(Clone, Debug)]
pub struct Claim(pub(super) job::Model);

impl Claim {
    /// The job.
    pub fn job(&self) -> &job::Model {
        &self.0
    }

    /// Begins the transaction that the work is written in. It fails where another server has the job; where it does not, no
    /// other takes the job until the transaction ends.
    pub async fn begin(&self, state: &State) -> Result<DatabaseTransaction> {
        let transaction = state.database.begin().await?;
        if queue::hold(&transaction, &self.0).await? {
            Ok(transaction)
        } else {
            Err(lost())
        }
    }

    /// Marks the job as done and commits, both or neither.
    pub async fn complete(&self, state: &State, transaction: DatabaseTransaction) -> Result<()> {
        if !queue::finish(&transaction, &self.0, state.clock.timestamp()).await? {
            return Err(lost());
        }
        Ok(transaction.commit().await?)
    }
}

fn lost() -> Error {
    Error::fault("another server has taken the job up")
}
