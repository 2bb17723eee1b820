//! How many promises were kept by the day that was promised first.

use api::id::{NodeKind, encode};
use chrono::NaiveDate;
use entity::{commitment, types::CommitmentStatus};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, IntoActiveModel};
use tests::{Person, Value, json};

use super::Trial;

const FIGURE: &str = "query($input: CommitmentFigureInput!) { commitmentFigure(input: $input) {
    formula due onTime stillOpen basisPoints } }";

fn day(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, day).unwrap()
}

impl Trial {
    /// A promise of `maker`'s that was first due on a day, and how it ended.
    async fn ended(
        &self,
        maker: &Person,
        first: u32,
        status: CommitmentStatus,
        closed: Option<u32>,
    ) -> commitment::Model {
        let world = &self.app.world;
        let name = format!("客户{first}{status:?}{closed:?}{}", maker.user.name);
        let customer = world.customer(&self.app.state, maker, &name).await;
        let people = (maker, &world.implementer);
        let made = world
            .commitment(&self.app.state, &self.kind, &customer, people, day(first))
            .await;
        let mut row = made.into_active_model();
        row.status = Set(status);
        row.closed_on = Set(closed.map(day));
        row.closed_at = Set(closed.map(|closed| day(closed).and_hms_opt(2, 0, 0).unwrap().and_utc().into()));
        // However often it was moved since.
        row.due_on = Set(day(30));
        row.update(self.app.state.database.writer()).await.unwrap()
    }

    async fn figure(&self, person: &Person, more: Value) -> Value {
        let mut input = json!({"from": "2026-11-01", "to": "2026-11-30"});
        for (field, value) in more.as_object().unwrap() {
            input[field] = value.clone();
        }
        let answer = self.app.client(person).query(FIGURE, json!({"input": input})).await;
        answer.data()["commitmentFigure"].clone()
    }
}

#[tokio::test]
async fn a_promise_counts_by_the_day_that_was_promised_first() {
    use CommitmentStatus::{Broken, Cancelled, Fulfilled, Open};

    let trial = Trial::start().await;
    let (rep, other_rep) = (&trial.app.world.rep, &trial.app.world.other_rep);
    for (first, status, closed) in [
        (10, Fulfilled, Some(10)),
        (10, Fulfilled, Some(9)),
        (10, Fulfilled, Some(11)),
        (20, Broken, Some(15)),
        (23, Open, None),
        (24, Open, None),
        (10, Cancelled, Some(10)),
    ] {
        trial.ended(rep, first, status, closed).await;
    }
    trial.ended(other_rep, 10, Fulfilled, Some(10)).await;
    let own = trial.figure(rep, json!({})).await;
    assert_eq!(
        (&own["due"], &own["onTime"], &own["stillOpen"], &own["basisPoints"]),
        (&json!(5), &json!(2), &json!(1), &json!(4000))
    );
    let admin = &trial.app.world.admin;
    assert_eq!(trial.figure(admin, json!({})).await["due"], 6);
    let made_by = json!({"madeById": encode(NodeKind::User, other_rep.id())});
    let one = trial.figure(admin, made_by).await;
    assert_eq!((&one["due"], &one["basisPoints"]), (&json!(1), &json!(10_000)));
    let group = json!({"teamId": encode(NodeKind::Team, trial.app.world.group.id)});
    assert_eq!(trial.figure(admin, group).await["due"], 5);
    let early = trial.figure(admin, json!({"to": "2026-11-09"})).await;
    assert_eq!((&early["due"], &early["basisPoints"]), (&json!(0), &Value::Null));

    // The list holds the promises that were counted.
    let document = "query($filter: CommitmentFilter!) { commitments(filter: $filter) { totalCount nodes { onTime } } }";
    for (on_time, expected) in [(true, 2), (false, 3)] {
        let filter = json!({"firstDueFrom": "2026-11-01", "firstDueTo": "2026-11-30", "onTime": on_time});
        let answer = trial.app.client(rep).query(document, json!({"filter": filter})).await;
        let page = &answer.data()["commitments"];
        assert_eq!(page["totalCount"], expected, "{on_time}");
        for node in page["nodes"].as_array().unwrap() {
            assert_eq!(node["onTime"], on_time);
        }
    }
}

#[tokio::test]
async fn a_range_that_ends_before_it_begins_is_refused() {
    let trial = Trial::start().await;
    let input = json!({"from": "2026-11-02", "to": "2026-11-01"});
    let rep = trial.app.client(&trial.app.world.rep);
    let answer = rep.query(FIGURE, json!({"input": input})).await;
    assert_eq!(answer.error_code(), "BAD_REQUEST");
}
