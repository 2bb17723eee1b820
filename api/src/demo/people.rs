//! Organisations, their teams, people and shops.

use chrono::TimeDelta;
use entity::{
    organization, store, team,
    types::{Role, TeamKind},
    user,
};
use sea_orm::ActiveValue::Set;
use uuid::Uuid;

use super::{
    Stage,
    cast::{CITIES, GIVEN_NAMES, REGIONS, STORE_NAMES, SURNAMES},
    stamp,
};
use crate::stage::defaults as stages;

/// An organisation with whoever and whatever the other areas refer to.
pub(super) struct Cast {
    pub(super) organization_id: Uuid,
    /// The teams at the leaves of the tree, each with the index of its region.
    pub(super) groups: Vec<(team::Model, usize)>,
    pub(super) people: Vec<user::Model>,
    pub(super) stores: Vec<store::Model>,
}

impl Cast {
    pub(super) fn of_role(&self, role: Role) -> Vec<&user::Model> {
        self.people.iter().filter(|user| user.role == role).collect()
    }
}

/// The main organisation: 3 regions, 6 teams, 25 users, 20 shops.
pub(super) fn organization(stage: &mut Stage) -> Cast {
    let organization_id = add_organization(stage, "直言智造（演示）");
    let mut cast = Cast {
        organization_id,
        groups: Vec::new(),
        people: Vec::new(),
        stores: Vec::new(),
    };
    let mut regions = Vec::new();
    for (index, (name, groups)) in REGIONS.iter().enumerate() {
        let region = add_team(stage, organization_id, None, &format!("{name}大区"), TeamKind::Region);
        for group in groups {
            let made = add_team(stage, organization_id, Some(&region), group, TeamKind::Group);
            cast.groups.push((made, index));
        }
        regions.push(region);
    }
    for (index, name) in STORE_NAMES.iter().enumerate() {
        let store = add_store(stage, &cast, index, name);
        cast.stores.push(store);
    }
    let groups: Vec<team::Model> = cast.groups.iter().map(|(team, _)| team.clone()).collect();
    for (index, team) in groups.iter().enumerate() {
        // Ten reps over six teams.
        for _ in 0..if index < 4 { 2 } else { 1 } {
            add_person(stage, &mut cast, Role::Rep, Some(team.id), None);
        }
        add_person(stage, &mut cast, Role::Supervisor, Some(team.id), None);
    }
    for region in &regions {
        add_person(stage, &mut cast, Role::Implementer, Some(region.id), None);
    }
    for store in cast.stores.iter().take(4).map(|store| store.id).collect::<Vec<_>>() {
        add_person(stage, &mut cast, Role::Clerk, None, Some(store));
    }
    add_person(stage, &mut cast, Role::Headquarters, None, None);
    add_person(stage, &mut cast, Role::Admin, None, None);
    cast
}

/// A small second organisation, to see that nothing of it is seen.
pub(super) fn second_organization(stage: &mut Stage) -> Cast {
    let organization_id = add_organization(stage, "邻家商贸（演示）");
    let team = add_team(stage, organization_id, None, "总部", TeamKind::Region);
    let team_id = team.id;
    let mut cast = Cast {
        organization_id,
        groups: vec![(team, 0)],
        people: Vec::new(),
        stores: Vec::new(),
    };
    add_person(stage, &mut cast, Role::Rep, Some(team_id), None);
    add_person(stage, &mut cast, Role::Admin, Some(team_id), None);
    cast
}

fn founded(stage: &Stage) -> chrono::DateTime<chrono::Utc> {
    stage.now - TimeDelta::days(400)
}

fn add_organization(stage: &mut Stage, name: &str) -> Uuid {
    let at = founded(stage);
    let id = Stage::id(at);
    stage.rows.organizations.push(organization::ActiveModel {
        id: Set(id),
        name: Set(name.to_owned()),
        time_zone: Set(super::zone().name().to_owned()),
        pack_version: Set(1),
        require_no_errors: Set(false),
        min_score: Set(None),
        attachment_max_age_days: Set(90),
        created_at: Set(stamp(at)),
        updated_at: Set(stamp(at)),
        version: Set(1),
    });
    stage.rows.stages.extend(stages::rows(id, stamp(at)));
    id
}

fn add_team(
    stage: &mut Stage,
    organization_id: Uuid,
    parent: Option<&team::Model>,
    name: &str,
    kind: TeamKind,
) -> team::Model {
    let at = founded(stage);
    let id = Stage::id(at);
    let above = parent.map_or("/", |parent| parent.path.as_str());
    let model = team::Model {
        id,
        organization_id,
        parent_id: parent.map(|parent| parent.id),
        name: name.to_owned(),
        kind,
        path: format!("{above}{id}/"),
        created_at: stamp(at),
        updated_at: stamp(at),
        version: 1,
    };
    stage.rows.teams.push(all_set(model.clone()));
    model
}

fn add_store(stage: &mut Stage, cast: &Cast, index: usize, name: &str) -> store::Model {
    let at = founded(stage);
    let region = index * REGIONS.len() / STORE_NAMES.len();
    let teams: Vec<Uuid> = cast
        .groups
        .iter()
        .filter(|(_, of)| *of == region)
        .map(|(team, _)| team.id)
        .collect();
    let city = CITIES
        .get(region)
        .map_or("", |cities| *stage.dice.pick(cities.as_slice()));
    let model = store::Model {
        id: Stage::id(at),
        organization_id: cast.organization_id,
        name: format!("{city}{name}"),
        region: REGIONS.get(region).map_or("", |(name, _)| *name).to_owned(),
        team_id: Some(*stage.dice.pick(&teams)),
        address: Some(format!("{city}市人民路{}号", stage.dice.between(1, 300))),
        created_at: stamp(at),
        updated_at: stamp(at),
        version: 1,
    };
    stage.rows.stores.push(all_set(model.clone()));
    model
}

fn add_person(stage: &mut Stage, cast: &mut Cast, role: Role, team_id: Option<Uuid>, store_id: Option<Uuid>) {
    let at = founded(stage);
    let id = Stage::id(at);
    let name = full_name(stage);
    let model = user::Model {
        id,
        organization_id: cast.organization_id,
        team_id,
        // Unique, and of no use: nobody of the demo has a password.
        login: format!("demo-{id}"),
        name,
        role,
        store_id,
        password_hash: "!".to_owned(),
        disabled_at: None,
        tokens_valid_from: stamp(at),
        created_at: stamp(at),
        updated_at: stamp(at),
        version: 1,
    };
    stage.rows.users.push(all_set(model.clone()));
    cast.people.push(model);
}

/// Somebody's name.
pub(super) fn full_name(stage: &mut Stage) -> String {
    format!("{}{}", stage.dice.pick(&SURNAMES), stage.dice.pick(&GIVEN_NAMES))
}

/// A row of which every column is to be written.
pub(super) fn all_set<A, M>(model: M) -> A
where
    A: sea_orm::ActiveModelTrait + sea_orm::ActiveModelBehavior,
    M: sea_orm::IntoActiveModel<A>,
{
    model.into_active_model().reset_all()
}
