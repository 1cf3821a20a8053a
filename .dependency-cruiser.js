const ENGINE = '^src/common/resource/';

/** The rooms of the engine from the ground up: each may use those before it, and none that comes after it. */
const ROOMS = [
  'types',
  'fields',
  'rules',
  'routes',
  'definition',
  'document',
  'validation',
  'lookup',
  'query',
  'indexes',
  'store',
  'hooks',
  'relations',
  'representation',
  'operations',
  '[^/]+\\.ts$',
  'http',
  'controllers',
];

const roomRules = ROOMS.slice(0, -1).map((room, index) => ({
  name: `engine-order-${room.replaceAll(/\W+/g, '')}`,
  comment: 'the rooms of the engine are in an order: ARCHITECTURE.md',
  severity: 'error',
  from: {
    path: `${ENGINE}${room.endsWith('$') ? room : `${room}/`}`,
    pathNot: `${ENGINE}(index|resource\\.module|describe-compiled)\\.|\\.spec\\.ts$`,
  },
  to: {
    path: `${ENGINE}(${ROOMS.slice(index + 1)
      .map((above) => (above.endsWith('$') ? above : `${above}/`))
      .join('|')})`,
  },
}));

/** The dependency rule of ARCHITECTURE.md. @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'config-is-a-leaf',
      severity: 'error',
      from: { path: '^src/config/' },
      to: { path: '^src/', pathNot: '^src/config/' },
    },
    {
      name: 'common-knows-no-feature',
      severity: 'error',
      from: { path: '^src/common/' },
      to: { path: '^src/', pathNot: '^src/(common|config)/' },
    },
    {
      name: 'features-never-meet',
      severity: 'error',
      from: { path: '^src/(?!common/|config/)([^/]+)/' },
      to: { path: '^src/', pathNot: '^src/($1|common|config)/' },
    },
    {
      name: 'main-only-starts-the-app',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(main|serve|worker)\\.ts$' },
      to: { path: '^src/(main|serve|worker|app)\\.ts$' },
    },
    {
      name: 'the-engine-is-entered-through-its-index',
      severity: 'error',
      from: { path: '^src/', pathNot: ENGINE },
      to: { path: ENGINE, pathNot: `${ENGINE}index\\.ts$` },
    },
    ...roomRules,
    {
      name: 'values-know-no-nest',
      severity: 'error',
      from: { path: `${ENGINE}(document|validation|lookup|query|relations|representation)/` },
      to: { path: 'node_modules/(@nestjs|fastify)/' },
    },
    {
      name: 'only-the-store-reaches-the-database',
      severity: 'error',
      from: { path: `${ENGINE}(?!store/|indexes/|resource\\.(registry|module)\\.ts$)` },
      to: { path: '^src/common/database/' },
    },
    {
      name: 'training-knows-no-http-and-no-database',
      severity: 'error',
      from: { path: '^src/models/training/' },
      to: { path: '^src/(?!models/training/)|node_modules/(@nestjs|fastify|mongoose)/' },
    },
    {
      name: 'the-predictor-knows-no-http-and-no-database',
      severity: 'error',
      from: { path: '^src/estimations/predictor/', pathNot: 'predictor\\.module\\.ts$' },
      to: { path: '^src/common/|node_modules/(@nestjs|fastify|mongoose)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'types'] },
  },
};
