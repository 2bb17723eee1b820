//! Mutations of questions.

use async_graphql::{Context, Object};

use crate::{
    context::ContextExt,
    error::Result,
    id::{self, NodeKind},
    question::{
        input::{AnswerQuestionInput, GiveDisclosureInput, RecordQuestionInput},
        payload::{AnswerQuestionPayload, GiveDisclosurePayload, RecordQuestionPayload},
        service::{self, NewDisclosure},
    },
};

/// Mutations of questions.
#[derive(Debug, Default)]
pub struct QuestionMutation;

#[Object]
impl QuestionMutation {
    /// Records a customer's question, with what it matches. A medical word or a claim of effect in the question or in the
    /// answer refuses the acceptance of the record until its disclosure is given. For CLERK, HEADQUARTERS and ADMIN.
    async fn record_question(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The question.")] input: RecordQuestionInput,
    ) -> Result<RecordQuestionPayload> {
        let (state, actor) = (context.state()?, context.actor()?);
        RecordQuestionPayload::from(async { service::record(state, actor, input.try_into()?).await }.await)
    }

    /// Answers a recorded question, or answers it differently. For CLERK, HEADQUARTERS and ADMIN.
    async fn answer_question(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The answer.")] input: AnswerQuestionInput,
    ) -> Result<AnswerQuestionPayload> {
        let (state, actor) = (context.state()?, context.actor()?);
        AnswerQuestionPayload::from(async { service::answer(state, actor, input.try_into()?).await }.await)
    }

    /// Gives a disclosure to a question that awaits one; the record is accepted once none is lacking. For CLERK,
    /// HEADQUARTERS and ADMIN.
    async fn give_disclosure(
        &self,
        context: &Context<'_>,
        #[graphql(desc = "The disclosure.")] input: GiveDisclosureInput,
    ) -> Result<GiveDisclosurePayload> {
        let (state, actor) = (context.state()?, context.actor()?);
        let given = async {
            let question_id = id::of_field(NodeKind::Question, &input.question_id, "questionId")?;
            let new = NewDisclosure {
                category: input.category.into(),
                text: input.text,
            };
            service::disclose(state, actor, question_id, new).await
        };
        GiveDisclosurePayload::from(given.await)
    }
}
