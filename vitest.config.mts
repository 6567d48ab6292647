import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const root = fileURLToPath(new URL('.', import.meta.url))

export default defineConfig({
  resolve: {
    alias: { '@': root, 'server-only': path.join(root, 'scripts/empty.ts') },
  },
  test: {
    include: ['{lib,components,app,scripts}/**/*.test.{ts,tsx}', 'e2e/unit/**/*.test.ts'],
    // A zone with a quarter-hour offset makes any assumption of UTC fail loudly.
    env: {
      TZ: 'Asia/Kathmandu',
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
      SLIPWAY_AWS_RETRY_DELAY_MS: '1',
    },
    testTimeout: 20_000,
    // The longest tests wait for time limits, so one worker fewer than there are cores would leave both idle.
    maxWorkers: '100%',
  },
})
