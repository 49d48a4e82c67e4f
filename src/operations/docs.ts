import type { NestExpressApplication } from '@nestjs/platform-express';
import type { NextFunction, Request, Response } from 'express';
import swaggerUi from 'swagger-ui-express';

// Everything comes from this server, nothing runs inline. Swagger UI sets styles on elements, which CSP level 3
// counts as style attributes; scripts stay shut.
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const page = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Aksi API</title><meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="/docs/assets/swagger-ui.css"><link rel="icon" href="/docs/assets/favicon-32x32.png"></head>
<body><div id="swagger-ui"></div>
<script src="/docs/assets/swagger-ui-bundle.js"></script><script src="/docs/start.js"></script></body>
</html>
`;

const start = `const methods = ['post', 'get', 'put', 'patch', 'delete'];
let life = [];

// Swagger UI fills a form with every example: a list would be asked for by all its filters at once, and a write would
// claim a state nobody saw. What may be left out keeps its example in words.
function prepare(document) {
  life = document.components.schemas.Report.properties.allowedActions.items.enum;
  const operations = Object.values(document.paths).flatMap(Object.values);
  for (const parameter of operations.flatMap(({ parameters = [] }) => parameters)) {
    if (parameter.required || parameter.example === undefined) continue;
    parameter.description += ' For example: \`' + parameter.example + '\`';
    delete parameter.example;
  }
  return document;
}

// A report's actions in the order of its life, all else by address.
const rank = (operation) => [life.indexOf(operation.get('path').split('/')[4]), operation.get('path'), methods.indexOf(operation.get('method'))];
function inOrder(one, other) {
  const [a, b] = [rank(one), rank(other)];
  const at = a.findIndex((value, index) => value !== b[index]);
  return at < 0 ? 0 : a[at] < b[at] ? -1 : 1;
}

const forms = () => ({ statePlugins: { spec: { wrapActions: { updateJsonSpec: (update) => (document) => update(prepare(document)) } } } });

// Tokens and report keys are forgotten with the page: this may be a shared computer.
window.ui = SwaggerUIBundle({
  url: '/openapi.json', dom_id: '#swagger-ui', plugins: [forms], operationsSorter: inOrder, deepLinking: true, docExpansion: 'list', filter: true,
  defaultModelsExpandDepth: 0, displayRequestDuration: true, persistAuthorization: false, queryConfigEnabled: false, validatorUrl: null,
});
`;

/** Swagger UI at /docs, from our own address only. */
export function serveDocs(app: NestExpressApplication): void {
  const send =
    (type: string, body: string) =>
    (request: Request, response: Response, next: NextFunction): void => {
      if (request.method !== 'GET') return next();
      response.setHeader('Content-Security-Policy', policy).type(type).send(body);
    };
  app.use(/^\/docs\/?$/, send('html', page));
  app.use(/^\/docs\/start\.js$/, send('js', start));
  app.use('/docs/assets', swaggerUi.serveFiles());
}
