// Loaded into each measured server with `--import`: tells the bench, which forked it, how much CPU time the process has used.
process.on('message', () => {
  const { user, system } = process.cpuUsage();
  process.send({ cpuMicroseconds: user + system });
});
process.channel?.unref(); // the server's life is its own
