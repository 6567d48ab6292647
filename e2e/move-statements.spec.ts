import type { Page } from '@playwright/test'
import { clientsOf } from './support/account'
import { expectAccessible, expectNoSidewaysScroll } from './support/axe'
import { openEditor } from './support/editor'
import { attachManaged, MANAGED, makeRole, POLICY, putPolicy, READS, ROLE, readPolicy } from './support/roles'
import type { Stack } from './support/stack'
import { expect, test } from './support/test'

const TWO = READS.replace(
  /\n {2}\]\n\}$/,
  `,
    {
      "Sid": "NoSecrets",
      "Effect": "Deny",
      "Action": "s3:GetObject",
      "Resource": "arn:aws:s3:::reports/secret/*"
    }
  ]
}`,
)
const OTHER =
  '{"Version":"2012-10-17","Statement":[{"Sid":"Queues","Effect":"Allow","Action":"sqs:ListQueues","Resource":"*"}]}'

const mover = (page: Page) => page.getByRole('dialog', { name: `Move statements of ${POLICY}` })

async function policyNames(stack: Stack): Promise<string[] | undefined> {
  return (await clientsOf(stack.practice).iam.listRolePolicies({ RoleName: ROLE })).PolicyNames
}

async function openMover(page: Page): Promise<void> {
  await openEditor(page, `?document=inline:${POLICY}`)
  await page.getByRole('button', { name: 'Move statements' }).click()
}

test('a statement moves to another policy, written there before it is taken away', async ({ page, stack }) => {
  await makeRole(stack, TWO)
  await putPolicy(stack, OTHER, 'Other')
  // After every write: which of the two have the statement that denies.
  const seen: boolean[][] = []
  const stop = stack.practice.onCall(async ({ operation, phase }) => {
    if (operation === 'PutRolePolicy' && phase === 'performed') {
      const texts = await Promise.all([readPolicy(stack), readPolicy(stack, 'Other')])
      seen.push(texts.map((text) => text.includes('NoSecrets')))
    }
  })
  await openMover(page)
  const dialog = mover(page)
  await dialog.getByRole('checkbox', { name: 'NoSecrets' }).check()
  await dialog.getByLabel('Move to').selectOption({ label: 'Other (inline)' })
  await expect(dialog.getByRole('meter', { name: 'Inline policies together afterwards' })).toBeVisible()
  await expectAccessible(page, 'moving statements')
  await dialog.getByRole('button', { name: 'Move 1 statement to Other' }).click()
  await expect(dialog).toBeHidden()
  stop()
  expect(seen).toEqual([
    [true, true],
    [false, true],
  ])
  expect(await readPolicy(stack)).toBe(READS)
  expect(JSON.parse(await readPolicy(stack, 'Other')).Statement).toMatchObject([
    { Sid: 'Queues' },
    { Sid: 'NoSecrets' },
  ])
})

test('when taking away fails, both have it and the page says so', async ({ page, stack }) => {
  await makeRole(stack, TWO)
  stack.practice.faults.set([
    {
      id: 'second-write',
      match: { service: 'iam', operation: 'PutRolePolicy', skip: 1, times: null },
      effect: { type: 'access-denied', when: 'before' },
    },
  ])
  await openMover(page)
  const dialog = mover(page)
  await dialog.getByRole('checkbox', { name: 'NoSecrets' }).check()
  await dialog.getByLabel('Name of the new policy').fill('Limits')
  await dialog.getByRole('button', { name: 'Move 1 statement to Limits' }).click()
  await expect(dialog.getByText(`Limits has them now, and ${POLICY} still has them, too`)).toBeVisible()
  await expect(dialog).toContainText('AWS denies this')
  await expect(dialog.getByText('The role has a policy of that name.')).toHaveCount(0)
  await expect(dialog.getByRole('button', { name: /^Move 1 statement/ })).toBeDisabled()
  stack.practice.faults.clear()
  expect(await readPolicy(stack)).toBe(TWO)
  expect(await readPolicy(stack, 'Limits')).toContain('NoSecrets')
})

test('all of a policy moves into a managed one for a reason, and what is left of it is deleted', async ({
  page,
  stack,
}) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await makeRole(stack, TWO)
  const arn = await attachManaged(stack, OTHER)
  await openMover(page)
  const dialog = mover(page)
  await dialog.getByRole('checkbox', { name: 'Reading' }).check()
  await dialog.getByRole('checkbox', { name: 'NoSecrets' }).check()
  await dialog.getByLabel('Move to').selectOption(`managed:${arn}`)
  await expectNoSidewaysScroll(page, 'moving statements on a phone')
  await expectAccessible(page, 'moving statements on a phone')
  await dialog.getByLabel('Why is this needed?').fill('The quota of inline policies is full.')
  await dialog.getByRole('button', { name: `Move 2 statements to ${MANAGED}` }).click()
  await expect(dialog).toBeHidden()
  expect(await policyNames(stack)).toEqual([])
  const { Policy } = await clientsOf(stack.practice).iam.getPolicy({ PolicyArn: arn })
  expect(Policy?.DefaultVersionId).toBe('v2')
})

test('what somebody else changed meanwhile moves nothing', async ({ page, stack }) => {
  await makeRole(stack, TWO)
  await putPolicy(stack, OTHER, 'Other')
  await openMover(page)
  const dialog = mover(page)
  await dialog.getByRole('checkbox', { name: 'NoSecrets' }).check()
  await putPolicy(stack, OTHER.replace('ListQueues', 'GetQueueUrl'), 'Other')
  await dialog.getByRole('button', { name: 'Move 1 statement to Other' }).click()
  await expect(dialog.getByText(/was changed elsewhere since you began, so nothing was moved/)).toBeVisible()
  expect(await readPolicy(stack)).toBe(TWO)
})
