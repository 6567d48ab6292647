import assert from 'node:assert/strict'
import type { Connection } from '@/lib/aws/connection'
import { announcePracticeAccount } from '@/lib/env'
import { startPractice } from '@/lib/practice/server/start'
import { type Installed, installSlipway } from '@/scripts/checks/peers/bridge/installed'

const NO_DELAYS = { rolePropagationMs: 0, policyPropagationMs: 0, readyMs: 0, coldStartMs: 0 }

/** A runtime of the practice account, and what must be nowhere in an entry for it. */
export type Runtime = { auth: 'sigv4' | 'jwt'; name: string; arn: string; token: string }

/** An installed Slipway whose practice account has a runtime of each kind, signed in to the one that takes tokens. */
export type Stage = { installed: Installed; connection: Connection; runtimes: Runtime[]; leave: () => Promise<void> }

export async function setStage(): Promise<Stage> {
  const practice = await startPractice({ delays: NO_DELAYS })
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: practice.url,
    AWS_ACCESS_KEY_ID: practice.accessKeyId,
    AWS_SECRET_ACCESS_KEY: practice.secretAccessKey,
    AWS_REGION: practice.region,
  })
  const installed = await installSlipway(practice)
  announcePracticeAccount(practice)
  const { launchForClients, PASSWORD, USER } = await import('@/scripts/checks/peers/clients/client-runtimes')
  const { signedArn, bearerArn, token } = await launchForClients()
  const key = `practice/${practice.region}`
  const login = ['login', bearerArn, '--connection', key, '--user', USER, '--password-stdin']
  const { code, stderr } = await installed.slipway(login, PASSWORD)
  assert.equal(code, 0, stderr)

  return {
    installed,
    connection: { source: { type: 'practice' }, region: practice.region },
    runtimes: [
      { auth: 'sigv4', name: 'guide', arn: signedArn, token },
      { auth: 'jwt', name: 'tokens', arn: bearerArn, token },
    ],
    leave: async () => {
      installed.leave()
      await practice.close()
    },
  }
}
