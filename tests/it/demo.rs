//! The demo holds what it promises, and its tokens work.

use api::{app::Application, auth::token::TokenKeys, clock::Clock, demo};
use entity::{prelude::*, types::CommitmentStatus};
use sea_orm::{ActiveEnum, ColumnTrait, EntityTrait, Iterable, PaginatorTrait, QueryFilter};
use tests::{
    app::{files, now},
    database::TestDatabase,
};

#[tokio::test]
async fn the_demo_is_a_believable_organisation_of_the_promised_size() {
    let database = TestDatabase::create().await;
    let application = Application::build(
        database.open().await,
        Clock::fixed(now()),
        TokenKeys::random(),
        files(),
        ([127, 0, 0, 1], 0).into(),
    )
    .unwrap();
    let state = application.state();
    let tokens = demo::seed(state).await.unwrap();

    let read = state.database.read();
    let claims = state.keys.verify(&tokens.admin, state.clock.now()).unwrap();
    let organization = User::find_by_id(claims.sub)
        .one(read)
        .await
        .unwrap()
        .unwrap()
        .organization_id;
    macro_rules! count {
        ($entity:ident, $module:ident) => {
            $entity::find()
                .filter(entity::$module::Column::OrganizationId.eq(organization))
                .count(read)
                .await
                .unwrap()
        };
    }
    assert_eq!(count!(User, user), 25);
    assert_eq!(count!(Customer, customer), 400);
    assert_eq!(count!(Lead, lead), 600);
    assert_eq!(count!(Commitment, commitment), 120);
    assert_eq!(count!(Store, store), 20);
    assert_eq!(count!(KeywordMapping, keyword_mapping), 40);
    assert_eq!(count!(Question, question), 500);
    assert_eq!(count!(Report, report), 300);
    assert!(count!(SalesOrder, sales_order) > 1_000);
    assert!(count!(Activity, activity) > 1_000);
    let found = count!(Finding, finding);
    assert!(found > 200, "{found} findings");

    for status in CommitmentStatus::iter() {
        let matching = Commitment::find().filter(entity::commitment::Column::Status.eq(status));
        assert!(matching.count(read).await.unwrap() >= 10, "{}", status.to_value());
    }
    let tasks = Task::find().filter(entity::task::Column::CommitmentId.is_not_null());
    assert_eq!(tasks.count(read).await.unwrap(), 120);
    let unmatched = Question::find().all(read).await.unwrap();
    let unmatched = unmatched
        .iter()
        .filter(|question| question.matches.0.is_empty())
        .count();
    assert!((10..250).contains(&unmatched), "{unmatched} questions match nothing");

    let again = demo::seed(state).await.unwrap_err();
    assert!(
        again.to_string().contains("输入有误"),
        "a database with data is left alone"
    );
}
