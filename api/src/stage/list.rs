//! An organisation's stages in their order, and which moves they allow.

use entity::{lead, stage, types::LeadStage};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

use crate::{
    error::{Error, Result},
    lead::stage::is_open,
};

/// All stages of an organisation, also those out of use, in their order.
#[derive(Clone, Debug)]
pub struct Stages(Vec<stage::Model>);

/// Why a lead may not make a move.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It is won or lost.
    Finished,
    /// It is there already.
    SameStage,
    /// It has been there before.
    Backward,
    /// The stage is out of use.
    Retired,
}

impl Stages {
    /// The stages of an organisation.
    pub async fn load(connection: &impl ConnectionTrait, organization_id: Uuid) -> Result<Self> {
        let stages = stage::Entity::find()
            .filter(stage::Column::OrganizationId.eq(organization_id))
            .order_by_asc(stage::Column::Position)
            .order_by_asc(stage::Column::Id)
            .all(connection)
            .await?;
        Ok(Self(stages))
    }

    /// All of them.
    pub fn all(&self) -> &[stage::Model] {
        &self.0
    }

    /// All of them.
    pub fn into_all(self) -> Vec<stage::Model> {
        self.0
    }

    /// Those in use.
    pub fn into_in_use(self) -> Vec<stage::Model> {
        self.0.into_iter().filter(|stage| stage.active).collect()
    }

    /// The stage with this id.
    pub fn by_id(&self, id: Uuid) -> Option<&stage::Model> {
        self.0.iter().find(|stage| stage.id == id)
    }

    /// Where a lead stands.
    pub fn of(&self, lead: &lead::Model) -> Result<&stage::Model> {
        lead.stage_id
            .and_then(|id| self.by_id(id))
            .or_else(|| self.0.iter().find(|stage| stage.phase == lead.stage))
            .ok_or_else(|| Error::fault(format!("lead {} stands in no stage", lead.id)))
    }

    /// Where a new lead begins: the first open stage in use.
    pub fn first(&self) -> Result<&stage::Model> {
        self.in_use()
            .find(|stage| is_open(stage.phase))
            .ok_or_else(|| Error::fault("an organisation without a stage to begin with"))
    }

    /// Where a lead in `from` goes next: the next open stage in use, and behind the last one the first that counts as won.
    pub fn next(&self, from: &stage::Model) -> Option<&stage::Model> {
        if !is_open(from.phase) {
            return None;
        }
        self.in_use()
            .find(|stage| is_open(stage.phase) && place(stage) > place(from))
            .or_else(|| self.in_use().find(|stage| stage.phase == LeadStage::Won))
    }

    /// The stages that a lead enters or passes on its way: what they ask for, it must have. Who is lost has passed nothing.
    pub fn passed(&self, from: &stage::Model, to: &stage::Model) -> Vec<&stage::Model> {
        let between = |stage: &&stage::Model| {
            let before = to.phase == LeadStage::Won || place(stage) < place(to);
            to.phase != LeadStage::Lost && is_open(stage.phase) && place(stage) > place(from) && before
        };
        let mut passed: Vec<_> = self.in_use().filter(between).collect();
        if let Some(to) = self.by_id(to.id) {
            passed.push(to);
        }
        passed
    }

    fn in_use(&self) -> impl Iterator<Item = &stage::Model> {
        self.0.iter().filter(|stage| stage.active)
    }
}

/// Whether a lead may move from one stage to another.
pub fn check_move(from: &stage::Model, to: &stage::Model) -> Result<(), Refusal> {
    if !is_open(from.phase) {
        Err(Refusal::Finished)
    } else if from.id == to.id {
        Err(Refusal::SameStage)
    } else if !to.active {
        Err(Refusal::Retired)
    } else if is_open(to.phase) && place(to) < place(from) {
        Err(Refusal::Backward)
    } else {
        Ok(())
    }
}

/// What stages are ordered by.
fn place(stage: &stage::Model) -> (i32, Uuid) {
    (stage.position, stage.id)
}

#[cfg(test)]
mod tests {
    use LeadStage::{Contacted, Lost, Negotiation, New, Proposal, Won};
    use entity::{commitment_kind::FieldSpecs, stage::StageRequirements, types::Timestamp};

    use super::*;

    fn list() -> Stages {
        let now = Timestamp::from(chrono::DateTime::UNIX_EPOCH);
        let stage = |(position, phase)| stage::Model {
            id: Uuid::now_v7(),
            organization_id: Uuid::nil(),
            name: format!("{phase:?}"),
            phase,
            position,
            requirements: StageRequirements::default(),
            required_fields: FieldSpecs::default(),
            active: position != 3,
            created_at: now,
            updated_at: now,
            version: 1,
        };
        // Two stages count as proposals; the second one is out of use.
        let phases = [New, Contacted, Proposal, Proposal, Negotiation, Won, Lost];
        Stages((0..).zip(phases).map(stage).collect())
    }

    #[test]
    fn an_open_lead_moves_forward_or_ends() {
        let stages = list();
        let all = stages.all();
        for (place, from) in all.iter().enumerate().take(5) {
            for (other, to) in all.iter().enumerate() {
                let expected = match other {
                    _ if other == place => Err(Refusal::SameStage),
                    3 => Err(Refusal::Retired),
                    5 | 6 => Ok(()),
                    _ if other < place => Err(Refusal::Backward),
                    _ => Ok(()),
                };
                assert_eq!(check_move(from, to), expected, "{} {}", from.name, to.name);
            }
        }
        for from in &all[5..] {
            for to in all {
                assert_eq!(check_move(from, to), Err(Refusal::Finished));
            }
        }
    }

    #[test]
    fn what_lies_between_is_passed_and_the_next_one_is_in_use() {
        let stages = list();
        let all = stages.all();
        let names = |from: usize, to: usize| -> Vec<String> {
            let passed = stages.passed(&all[from], &all[to]);
            passed.iter().map(|stage| stage.name.clone()).collect()
        };
        assert_eq!(names(0, 1), ["Contacted"]);
        assert_eq!(names(0, 4), ["Contacted", "Proposal", "Negotiation"]);
        assert_eq!(names(1, 5), ["Proposal", "Negotiation", "Won"]);
        assert_eq!(names(0, 6), ["Lost"]);
        let next = |from: usize| stages.next(&all[from]).map(|stage| stage.phase);
        let all: Vec<_> = (0..7).map(next).collect();
        let expected = [Contacted, Proposal, Negotiation, Negotiation, Won].map(Some);
        assert_eq!(all[..5], expected);
        assert_eq!(all[5..], [None, None]);
    }
}
