import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { testKinds } from './scripts/lib/test-kinds.ts'

const root = fileURLToPath(new URL('.', import.meta.url))
const { pure, io } = testKinds(root)

export default defineConfig({
  resolve: {
    alias: { '@': root, 'server-only': path.join(root, 'scripts/empty.ts') },
  },
  test: {
    // A zone with a quarter-hour offset makes any assumption of UTC fail loudly.
    env: {
      TZ: 'Asia/Kathmandu',
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
      SLIPWAY_AWS_RETRY_DELAY_MS: '1',
    },
    testTimeout: 20_000,
    // The longest tests wait for time limits, so one worker fewer than there are cores would leave both idle.
    maxWorkers: '100%',
    projects: [
      // Files of one worker share their modules: most of their time would be loading them again.
      { extends: true, test: { name: 'pure', include: pure, isolate: false } },
      { extends: true, test: { name: 'io', include: io } },
    ],
  },
})
