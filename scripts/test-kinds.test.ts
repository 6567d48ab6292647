import { expect, it } from 'vitest'
import { root } from '@/scripts/lib/root.mjs'
import { isIo, testKinds } from '@/scripts/lib/test-kinds'

const pure = `import { expect, it } from 'vitest'\nimport { median } from '@/lib/format/median'\n`

it.each([
  `import { spawn } from 'node:child_process'`,
  `import { createServer } from 'node:http'`,
  `import { startPractice } from '@/lib/practice/server/start'`,
  `import { testAccount } from '@/lib/practice/agentcore/testing/account'`,
  `vi.mock('next/headers')`,
  `vi.stubEnv('PORT', '1')`,
  `vi.useFakeTimers()`,
  `process.env.PORT = ''`,
])('keeps a process of its own for a test that says %s', (line) => {
  expect(isIo('lib/roles/a.test.ts', `${pure}${line}\n`)).toBe(true)
})

it('lets a test that only reckons share its process, and every other lies in e2e/integration', () => {
  expect(isIo('lib/roles/a.test.ts', pure)).toBe(false)
  expect(isIo('e2e/integration/a.test.ts', pure)).toBe(true)
})

it('sorts every test, each once', () => {
  const { pure, io } = testKinds(root)
  expect(pure).toContain('lib/aws/retries.test.ts')
  expect(io).toContain('e2e/integration/kill.test.ts')
  expect(pure.filter((file) => io.includes(file))).toEqual([])
  expect(pure.length).toBeGreaterThan(io.length)
})
