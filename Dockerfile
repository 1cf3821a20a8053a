# Node 24 is the oldest line that all dependencies declare and that is maintained until 2028.
FROM node:24-slim AS base
WORKDIR /app
# What decides the dependencies comes first: their layer is reused until one of these changes.
COPY package.json package-lock.json .npmrc ./

FROM base AS build
RUN npm ci --no-audit --no-fund
COPY nest-cli.json tsconfig.json tsconfig.build.json ./
COPY scripts ./scripts
COPY src ./src
RUN npm run build

FROM base AS dependencies
RUN npm ci --omit=dev --no-audit --no-fund

FROM node:24-slim
# The embedded MongoDB is for a developer's machine; here MONGO_URI names the database.
ENV NODE_ENV=production HOST=0.0.0.0 EMBEDDED_MONGO=off DATA_DIR=/data
WORKDIR /app
RUN mkdir /data && chown node:node /data
COPY --from=dependencies /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY package.json ./
USER node
EXPOSE 5000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 5000}/api/readiness`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# An entry point, so that flags can follow the image's name: docker run evenest --log-level debug
ENTRYPOINT ["node", "dist/main.js"]
