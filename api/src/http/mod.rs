//! HTTP: GraphQL by POST and GET, subscriptions by WebSocket, files, and the two health checks.

mod body;
mod files;
mod graphql;
mod health;
mod multipart;
mod required;
mod response;
mod unset;
mod websocket;

use actix_web::{
    guard,
    web::{self, PayloadConfig, ServiceConfig},
};
use async_graphql::{Request, dataloader::DataLoader};

use crate::{
    auth::authenticate::{Authenticated, authenticate},
    error::{Error, Result},
    loader::Rows,
    policy::Actor,
    schema::ZhiyanSchema,
    state::State,
};

/// The largest body of a request, in bytes. A report of 100,000 characters fits with room for its escapes.
pub const MAX_BODY: usize = 4 * 1024 * 1024;

/// What every handler shares.
#[derive(Clone)]
pub struct Service {
    /// The schema.
    pub schema: ZhiyanSchema,
    /// The shared handles.
    pub state: State,
}

/// Registers the routes.
pub fn configure(service: Service) -> impl FnOnce(&mut ServiceConfig) {
    move |config| {
        config
            .app_data(web::Data::new(service))
            .app_data(PayloadConfig::new(MAX_BODY))
            .route("/healthz", web::get().to(health::live))
            .route("/readyz", web::get().to(health::ready))
            .service(
                web::resource("/graphql")
                    .route(web::get().guard(websocket::is_upgrade()).to(websocket::connect))
                    .route(web::get().to(graphql::get))
                    .route(
                        web::post()
                            .guard(guard::fn_guard(multipart::is_multipart))
                            .to(multipart::post),
                    )
                    .route(web::post().to(graphql::post)),
            )
            .route("/uploads/{ticket}", web::put().to(files::put))
            .route("/files/{ticket}", web::get().to(files::get));
    }
}

impl Service {
    /// The user behind an `Authorization: Bearer …` value; `None` where there is no such value.
    async fn authenticate(&self, authorization: Option<&str>) -> Result<Option<Authenticated>> {
        let Some(authorization) = authorization else {
            return Ok(None);
        };
        let token = authorization
            .strip_prefix("Bearer ")
            .or_else(|| authorization.strip_prefix("bearer "))
            .ok_or(Error::Unauthenticated)?;
        authenticate(&self.state, token.trim()).await.map(Some)
    }

    /// Puts who asks into the request, with the loader that serves it.
    fn prepare(&self, request: Request, actor: Option<Actor>) -> Request {
        match actor {
            Some(actor) => {
                let rows = Rows {
                    state: self.state.clone(),
                    actor: actor.clone(),
                };
                request.data(actor).data(DataLoader::new(rows, tokio::spawn))
            }
            None => request,
        }
    }
}
