// Runs a TypeScript file of this project: node scripts/run.mjs FILE [ARGUMENTS…]
import { spawn } from 'node:child_process'

const child = spawn(
  process.execPath,
  // react-server makes the `server-only` marker a no-op, as it is inside Next's server bundle.
  ['--conditions=react-server', '--import', 'tsx', ...process.argv.slice(2)],
  { stdio: 'inherit', env: { ...process.env, AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' } },
)

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => child.kill(signal))
}
child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)))
