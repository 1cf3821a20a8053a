const ENGINE = '^src/common/resource/';

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
      from: { path: '^src/', pathNot: '^src/(main|serve)\\.ts$' },
      to: { path: '^src/(main|serve|app)\\.ts$' },
    },
    {
      name: 'the-engine-is-entered-through-its-index',
      severity: 'error',
      from: { path: '^src/', pathNot: ENGINE },
      to: { path: ENGINE, pathNot: `${ENGINE}index\\.ts$` },
    },
    {
      name: 'engine-stages-never-look-up',
      comment: 'definition, document, query and representation know neither controller, service, store nor the edge',
      severity: 'error',
      from: { path: `${ENGINE}(definition|document|query|representation)/` },
      to: { path: `${ENGINE}([^/]+\\.ts$|http/|openapi/)` },
    },
    {
      name: 'query-and-representation-know-no-nest',
      severity: 'error',
      from: { path: `${ENGINE}(document|query|representation)/` },
      to: { path: 'node_modules/(@nestjs|fastify)/' },
    },
    {
      name: 'only-the-store-reaches-the-database',
      severity: 'error',
      from: { path: `${ENGINE}(?!resource\\.(store|indexes|registry|module)\\.ts$)` },
      to: { path: '^src/common/database/' },
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
