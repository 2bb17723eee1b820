//! Two organisations to test in, and builders for rows that a test needs but does not test.
//!
//! The first has a tree of teams: 华东大区 over 上海区域 over 一组 and 二组. The supervisor is in charge of 一组, where the rep
//! works; the other rep works in 二组. The second organisation has an admin, and a team.

mod attachment;
mod commitment;
mod customer;
mod report;
mod shop;

use api::{stage, state::State};
use chrono::TimeDelta;
use entity::{
    organization, store, team,
    types::{Role, TeamKind, Timestamp},
    user,
};
use sea_orm::{
    ActiveModelBehavior, ActiveModelTrait, ActiveValue::Set, DatabaseTransaction, EntityTrait, IntoActiveModel,
};
use uuid::Uuid;

/// Who and what there is.
#[derive(Clone, Debug)]
pub struct World {
    /// The organisation of everybody below but `other_admin`.
    pub organization_id: Uuid,
    /// 华东大区, at the top.
    pub region: team::Model,
    /// 一组.
    pub group: team::Model,
    /// 二组.
    pub other_group: team::Model,
    /// The shop of the clerk, looked after by 一组.
    pub store: store::Model,
    /// 李销售, of 一组.
    pub rep: Person,
    /// 孙销售, of 二组.
    pub other_rep: Person,
    /// 王主管, in charge of 一组.
    pub supervisor: Person,
    /// 赵实施.
    pub implementer: Person,
    /// 周店员.
    pub clerk: Person,
    /// 吴总部.
    pub headquarters: Person,
    /// 郑管理.
    pub admin: Person,
    /// An admin of the second organisation.
    pub other_admin: Person,
    /// The only team of the second organisation.
    pub other_team: team::Model,
}

/// A user with a token.
#[derive(Clone, Debug)]
pub struct Person {
    /// The row.
    pub user: user::Model,
    /// An access token.
    pub token: String,
}

impl Person {
    /// The row's id.
    pub fn id(&self) -> Uuid {
        self.user.id
    }

    /// The team; everybody but the other admin has one.
    pub fn team_id(&self) -> Uuid {
        self.user.team_id.expect("the person has a team")
    }
}

impl World {
    /// Writes the world.
    pub async fn create(state: &State) -> Self {
        let transaction = state.database.begin().await.unwrap();
        let build = Builder {
            state,
            transaction: &transaction,
        };
        let organization_id = build.organization("直言科技").await;
        let region = build.team(organization_id, None, "华东大区", TeamKind::Region).await;
        let area = build
            .team(organization_id, Some(&region), "上海区域", TeamKind::Area)
            .await;
        let group = build.team(organization_id, Some(&area), "一组", TeamKind::Group).await;
        let other_group = build.team(organization_id, Some(&area), "二组", TeamKind::Group).await;
        let store = build.store(organization_id, &group, "新街口店").await;
        let other_organization = build.organization("另一家").await;
        let other_team = build.team(other_organization, None, "总部", TeamKind::Region).await;

        let user = async |name: &str, role, team: &team::Model, store: Option<Uuid>| {
            build.user(team.organization_id, name, role, Some(team.id), store).await
        };
        let world = Self {
            organization_id,
            rep: user("李销售", Role::Rep, &group, None).await,
            other_rep: user("孙销售", Role::Rep, &other_group, None).await,
            supervisor: user("王主管", Role::Supervisor, &group, None).await,
            implementer: user("赵实施", Role::Implementer, &region, None).await,
            clerk: user("周店员", Role::Clerk, &region, Some(store.id)).await,
            headquarters: user("吴总部", Role::Headquarters, &region, None).await,
            admin: user("郑管理", Role::Admin, &region, None).await,
            other_admin: user("外人", Role::Admin, &other_team, None).await,
            other_team,
            region,
            group,
            other_group,
            store,
        };
        transaction.commit().await.unwrap();
        world
    }

    /// Another user of the first organisation.
    pub async fn hire(&self, state: &State, name: &str, role: Role, team: Option<&team::Model>) -> Person {
        let transaction = state.database.begin().await.unwrap();
        let build = Builder {
            state,
            transaction: &transaction,
        };
        let team = team.map(|team| team.id);
        let person = build.user(self.organization_id, name, role, team, None).await;
        transaction.commit().await.unwrap();
        person
    }
}

/// Writes a row in a transaction of its own.
pub async fn insert<A>(state: &State, row: A) -> <A::Entity as EntityTrait>::Model
where
    A: ActiveModelTrait + ActiveModelBehavior + Send,
    <A::Entity as EntityTrait>::Model: IntoActiveModel<A>,
{
    let transaction = state.database.begin().await.unwrap();
    let model = row.insert(&transaction).await.unwrap();
    transaction.commit().await.unwrap();
    model
}

struct Builder<'a> {
    state: &'a State,
    transaction: &'a DatabaseTransaction,
}

impl Builder<'_> {
    fn now(&self) -> Timestamp {
        self.state.clock.timestamp()
    }

    async fn organization(&self, name: &str) -> Uuid {
        let row = organization::ActiveModel {
            id: Set(Uuid::now_v7()),
            name: Set(name.to_owned()),
            time_zone: Set("Asia/Shanghai".to_owned()),
            pack_version: Set(1),
            require_no_errors: Set(false),
            min_score: Set(None),
            attachment_max_age_days: Set(90),
            created_at: Set(self.now()),
            updated_at: Set(self.now()),
            version: Set(1),
        };
        let id = row.insert(self.transaction).await.unwrap().id;
        stage::defaults::insert(self.transaction, id, self.now()).await.unwrap();
        id
    }

    async fn team(&self, organization: Uuid, parent: Option<&team::Model>, name: &str, kind: TeamKind) -> team::Model {
        let id = Uuid::now_v7();
        let above = parent.map_or("/", |parent| parent.path.as_str());
        let row = team::ActiveModel {
            id: Set(id),
            organization_id: Set(organization),
            parent_id: Set(parent.map(|parent| parent.id)),
            name: Set(name.to_owned()),
            kind: Set(kind),
            path: Set(format!("{above}{id}/")),
            created_at: Set(self.now()),
            updated_at: Set(self.now()),
            version: Set(1),
        };
        row.insert(self.transaction).await.unwrap()
    }

    async fn store(&self, organization: Uuid, team: &team::Model, name: &str) -> store::Model {
        let row = store::ActiveModel {
            id: Set(Uuid::now_v7()),
            organization_id: Set(organization),
            name: Set(name.to_owned()),
            region: Set("华东".to_owned()),
            team_id: Set(Some(team.id)),
            address: Set(None),
            created_at: Set(self.now()),
            updated_at: Set(self.now()),
            version: Set(1),
        };
        row.insert(self.transaction).await.unwrap()
    }

    async fn user(
        &self,
        organization: Uuid,
        name: &str,
        role: Role,
        team: Option<Uuid>,
        store: Option<Uuid>,
    ) -> Person {
        let row = user::ActiveModel {
            id: Set(Uuid::now_v7()),
            organization_id: Set(organization),
            team_id: Set(team),
            login: Set(name.to_owned()),
            name: Set(name.to_owned()),
            role: Set(role),
            store_id: Set(store),
            // Nobody logs in with it: the tests of logging in make users of their own.
            password_hash: Set("!".to_owned()),
            disabled_at: Set(None),
            tokens_valid_from: Set(self.now()),
            created_at: Set(self.now()),
            updated_at: Set(self.now()),
            version: Set(1),
        };
        let user = row.insert(self.transaction).await.unwrap();
        let lifetime = TimeDelta::days(365);
        let (token, _) = self.state.keys.sign(user.id, self.state.clock.now(), lifetime).unwrap();
        Person { user, token }
    }
}
