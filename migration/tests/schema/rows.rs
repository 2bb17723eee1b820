//! Rows of the migrated tables: what is stored reads back, and what is wrong is refused.

use std::error::Error;

use entity::{
    customer, organization,
    prelude::*,
    question::{self, QuestionMatch, QuestionMatches, SensitiveMark, SensitiveMarks},
    sales_order, store, team,
    types::{FindingCategory, QuestionSource, QuestionStatus, Role, TeamKind, Timestamp},
    user,
};
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::Set,
    DatabaseConnection, DbErr, EntityTrait, SqlErr,
    prelude::{Date, DateTimeUtc, Uuid},
};

use crate::database::{TestDatabase, TestResult};

/// 2026-11-23T02:00:00.123Z.
const MILLISECONDS: i64 = 1_795_399_200_123;

pub(crate) fn instant() -> Timestamp {
    Timestamp::from(DateTimeUtc::from_timestamp_millis(MILLISECONDS).unwrap_or_default())
}

/// An organisation with a region and an area in it, and nothing set that has a default.
pub(crate) async fn insert_organization(db: &DatabaseConnection) -> Result<(organization::Model, team::Model), DbErr> {
    let area = insert_area(db).await?;
    let found = Organization::find_by_id(area.organization_id).one(db).await?;
    let organization = found.ok_or_else(|| DbErr::RecordNotFound("organization".to_owned()))?;
    Ok((organization, area))
}

/// An area in a new organisation, also where the organisation does not have all of its columns yet.
pub(crate) async fn insert_area(db: &DatabaseConnection) -> Result<team::Model, DbErr> {
    let id = Uuid::now_v7();
    let organization = organization::ActiveModel {
        id: Set(id),
        name: Set(format!("华东仪器 {id}")),
        created_at: Set(instant()),
        updated_at: Set(instant()),
        ..Default::default()
    };
    Organization::insert(organization).exec_without_returning(db).await?;
    let region = insert_team(db, id, None).await?;
    insert_team(db, id, Some(&region)).await
}

async fn insert_team(
    db: &DatabaseConnection,
    organization: Uuid,
    parent: Option<&team::Model>,
) -> Result<team::Model, DbErr> {
    let id = Uuid::now_v7();
    team::ActiveModel {
        id: Set(id),
        organization_id: Set(organization),
        parent_id: Set(parent.map(|team| team.id)),
        name: Set("上海".to_owned()),
        kind: Set(if parent.is_some() {
            TeamKind::Area
        } else {
            TeamKind::Region
        }),
        path: Set(format!("{}{id}/", parent.map_or("/", |team| &team.path))),
        created_at: Set(instant()),
        updated_at: Set(instant()),
        ..Default::default()
    }
    .insert(db)
    .await
}

async fn insert_customer(
    db: &DatabaseConnection,
    organization: &organization::Model,
) -> Result<customer::Model, DbErr> {
    customer::ActiveModel {
        id: Set(Uuid::now_v7()),
        organization_id: Set(organization.id),
        name: Set("苏州精密（有限）公司".to_owned()),
        normalized_name: Set("苏州精密".to_owned()),
        industry: Set("汽车零部件".to_owned()),
        created_at: Set(instant()),
        updated_at: Set(instant()),
        ..Default::default()
    }
    .insert(db)
    .await
}

fn order(customer: &customer::Model, amount_fen: i64) -> sales_order::ActiveModel {
    sales_order::ActiveModel {
        id: Set(Uuid::now_v7()),
        organization_id: Set(customer.organization_id),
        customer_id: Set(customer.id),
        amount_fen: Set(amount_fen),
        ordered_on: Set(Date::from_ymd_opt(2026, 11, 23).unwrap_or_default()),
        number: Set("SO-1".to_owned()),
        created_at: Set(instant()),
    }
}

pub(crate) fn clerk(area: &team::Model, login: &str) -> user::ActiveModel {
    user::ActiveModel {
        id: Set(Uuid::now_v7()),
        organization_id: Set(area.organization_id),
        team_id: Set(Some(area.id)),
        login: Set(login.to_owned()),
        name: Set("王敏".to_owned()),
        role: Set(Role::Clerk),
        password_hash: Set("$argon2id$".to_owned()),
        tokens_valid_from: Set(instant()),
        created_at: Set(instant()),
        updated_at: Set(instant()),
        ..Default::default()
    }
}

#[tokio::test]
async fn what_is_not_said_has_its_default() -> TestResult {
    for database in TestDatabase::each_migrated().await? {
        let (organization, team) = insert_organization(&database.connection).await?;
        assert_eq!(organization.time_zone, "Asia/Shanghai");
        assert_eq!((organization.pack_version, organization.version), (1, 1));
        assert_eq!((organization.require_no_errors, organization.min_score), (false, None));
        assert_eq!(team.version, 1);
        database.remove().await?;
    }
    Ok(())
}

#[tokio::test]
async fn instants_days_money_enums_and_json_read_back_as_they_were() -> TestResult {
    for database in TestDatabase::each_migrated().await? {
        let db = &database.connection;
        let (organization, area) = insert_organization(db).await?;

        let customer = insert_customer(db, &organization).await?;
        let order = order(&customer, 9_007_199_254_740_993).insert(db).await?;
        let read = SalesOrder::find_by_id(order.id).one(db).await?.ok_or("no order")?;
        assert_eq!(read, order);
        assert_eq!(read.amount_fen, 9_007_199_254_740_993);
        assert_eq!(read.ordered_on.to_string(), "2026-11-23");
        assert_eq!(read.created_at.timestamp_millis(), MILLISECONDS);

        let question = insert_question(db, &area).await?;
        let read = Question::find_by_id(question.id).one(db).await?.ok_or("no question")?;
        assert_eq!(read, question);
        assert_eq!(read.matches.0[0].keyword, "红屁屁");
        assert_eq!(read.sensitive.0[0].category, FindingCategory::Medical);
        database.remove().await?;
    }
    Ok(())
}

async fn insert_question(db: &DatabaseConnection, area: &team::Model) -> Result<question::Model, DbErr> {
    let clerk = clerk(area, "wangmin").insert(db).await?;
    let store = store::ActiveModel {
        id: Set(Uuid::now_v7()),
        organization_id: Set(area.organization_id),
        name: Set("人民路店".to_owned()),
        region: Set("华东".to_owned()),
        team_id: Set(Some(area.id)),
        created_at: Set(instant()),
        updated_at: Set(instant()),
        ..Default::default()
    }
    .insert(db)
    .await?;
    question::ActiveModel {
        id: Set(Uuid::now_v7()),
        organization_id: Set(area.organization_id),
        store_id: Set(store.id),
        clerk_id: Set(clerk.id),
        text: Set("宝宝红屁屁，会过敏吗".to_owned()),
        source: Set(QuestionSource::Voice),
        matches: Set(QuestionMatches(vec![QuestionMatch {
            mapping_id: Uuid::now_v7(),
            score: 0.875,
            keyword: "红屁屁".to_owned(),
            how: "KEYWORD".to_owned(),
        }])),
        sensitive: Set(SensitiveMarks(vec![SensitiveMark {
            category: FindingCategory::Medical,
            in_answer: false,
            start: 7,
            end: 9,
            utf16_start: 7,
            utf16_end: 9,
            text: "过敏".to_owned(),
        }])),
        status: Set(QuestionStatus::AwaitingDisclosure),
        asked_at: Set(instant()),
        created_at: Set(instant()),
        updated_at: Set(instant()),
        ..Default::default()
    }
    .insert(db)
    .await
}

#[tokio::test]
async fn wrong_values_are_refused() -> TestResult {
    for database in TestDatabase::each_migrated().await? {
        let db = &database.connection;
        let (organization, _) = insert_organization(db).await?;
        let customer = insert_customer(db, &organization).await?;

        refused_by_check(order(&customer, -1).insert(db).await)?;
        let mut changed: organization::ActiveModel = organization.into();
        changed.min_score = Set(Some(101));
        refused_by_check(changed.update(db).await)?;
        database.remove().await?;
    }
    Ok(())
}

fn refused_by_check<T>(outcome: Result<T, DbErr>) -> TestResult {
    let error = outcome.err().ok_or("a wrong value was stored")?;
    let message = error.to_string().to_lowercase();
    assert!(message.contains("check constraint"), "{message}");
    Ok(())
}

#[tokio::test]
async fn a_login_and_a_company_stand_only_once() -> TestResult {
    for database in TestDatabase::each_migrated().await? {
        let db = &database.connection;
        let (organization, area) = insert_organization(db).await?;
        let (other, other_area) = insert_organization(db).await?;

        insert_customer(db, &organization).await?;
        duplicate(insert_customer(db, &organization).await)?;
        insert_customer(db, &other).await?;

        clerk(&area, "wangmin").insert(db).await?;
        duplicate(clerk(&other_area, "wangmin").insert(db).await)?;
        database.remove().await?;
    }
    Ok(())
}

fn duplicate<T>(outcome: Result<T, DbErr>) -> Result<(), Box<dyn Error>> {
    let error = outcome.err().ok_or("a duplicate was stored")?;
    assert!(
        matches!(error.sql_err(), Some(SqlErr::UniqueConstraintViolation(_))),
        "{error}"
    );
    Ok(())
}

#[tokio::test]
async fn a_row_that_others_refer_to_cannot_be_deleted() -> TestResult {
    for database in TestDatabase::each_migrated().await? {
        let db = &database.connection;
        let (organization, area) = insert_organization(db).await?;

        still_needed(Organization::delete_by_id(organization.id).exec(db).await)?;
        let region = area.parent_id.ok_or("no parent")?;
        still_needed(Team::delete_by_id(region).exec(db).await)?;

        Team::delete_many().exec(db).await?;
        Organization::delete_by_id(organization.id).exec(db).await?;
        database.remove().await?;
    }
    Ok(())
}

fn still_needed<T>(outcome: Result<T, DbErr>) -> Result<(), Box<dyn Error>> {
    let error = outcome.err().ok_or("the row was deleted")?;
    assert!(
        matches!(error.sql_err(), Some(SqlErr::ForeignKeyConstraintViolation(_))),
        "{error}"
    );
    Ok(())
}
