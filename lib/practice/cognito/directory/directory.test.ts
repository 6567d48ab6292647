import { decodeJwt } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type CognitoBench, cognitoBench, USERNAME } from '@/lib/practice/cognito/testing/bench'

let bench: CognitoBench

beforeAll(async () => {
  bench = await cognitoBench()
})
afterAll(() => bench.practice.close())

describe('groups', () => {
  it('are in both tokens, the lowest precedence first, and gone when the group is', async () => {
    const { admin, setUp, signIn } = bench
    const { UserPoolId, ClientId } = await setUp()
    const user = { UserPoolId, Username: USERNAME }
    await admin.createGroup({ UserPoolId, GroupName: 'readers' })
    const RoleArn = 'arn:aws:iam::000000000000:role/operators'
    await admin.createGroup({ UserPoolId, GroupName: 'operators', Precedence: 1, RoleArn })
    await admin.adminAddUserToGroup({ ...user, GroupName: 'readers' })
    await admin.adminAddUserToGroup({ ...user, GroupName: 'operators' })
    const { AuthenticationResult: tokens } = await signIn(ClientId)

    for (const token of [tokens?.AccessToken, tokens?.IdToken]) {
      expect(decodeJwt(token ?? '')['cognito:groups']).toEqual(['operators', 'readers'])
    }
    expect(decodeJwt(tokens?.IdToken ?? '')).toMatchObject({
      'cognito:roles': [RoleArn],
      'cognito:preferred_role': RoleArn,
    })
    await admin.deleteGroup({ UserPoolId, GroupName: 'operators' })
    expect((await admin.adminListGroupsForUser(user)).Groups?.map(({ GroupName }) => GroupName)).toEqual(['readers'])
    await admin.adminRemoveUserFromGroup({ ...user, GroupName: 'readers' })
    const again = await signIn(ClientId)
    expect(decodeJwt(again.AuthenticationResult?.AccessToken ?? '')).not.toHaveProperty('cognito:groups')
  })

  it('keep what an update leaves out, and are listed page by page', async () => {
    const { admin, setUp } = bench
    const { UserPoolId } = await setUp()

    for (const GroupName of ['a', 'b', '__proto__']) {
      await admin.createGroup({ UserPoolId, GroupName, Description: GroupName })
    }
    const { Group } = await admin.updateGroup({ UserPoolId, GroupName: '__proto__', Precedence: 3 })
    expect(Group).toMatchObject({ GroupName: '__proto__', Description: '__proto__', Precedence: 3 })
    const first = await admin.listGroups({ UserPoolId, Limit: 2 })
    const second = await admin.listGroups({ UserPoolId, Limit: 2, NextToken: first.NextToken })
    expect([first.Groups?.length, second.Groups?.length, second.NextToken]).toEqual([2, 1, undefined])
    await expect(admin.createGroup({ UserPoolId, GroupName: 'a' })).rejects.toMatchObject({
      name: 'GroupExistsException',
    })
    await expect(admin.listUsersInGroup({ UserPoolId, GroupName: 'c' })).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    })
  })
})

describe('attributes', () => {
  it('change by an administrator and by the user, as the schema lets them', async () => {
    const { admin, cognito, setUp, signIn } = bench
    const { UserPoolId, ClientId } = await setUp({}, {}, { email: 'ada@example.com', email_verified: 'true' })
    const user = { UserPoolId, Username: USERNAME }
    await admin.addCustomAttributes({ UserPoolId, CustomAttributes: [{ Name: 'desk', AttributeDataType: 'String' }] })
    await admin.adminUpdateUserAttributes({ ...user, UserAttributes: [{ Name: 'custom:desk', Value: '7' }] })
    const AccessToken = (await signIn(ClientId)).AuthenticationResult?.AccessToken ?? ''
    await cognito.updateUserAttributes({ AccessToken, UserAttributes: [{ Name: 'email', Value: 'a@example.org' }] })
    const changed = await attributes()
    expect(changed).toMatchObject({ 'custom:desk': '7', email: 'a@example.org', email_verified: 'false' })
    await cognito.deleteUserAttributes({ AccessToken, UserAttributeNames: ['custom:desk'] })
    expect(await attributes()).not.toHaveProperty('custom:desk')

    async function attributes() {
      const { UserAttributes = [] } = await admin.adminGetUser(user)
      return Object.fromEntries(UserAttributes.map(({ Name, Value }) => [Name, Value]))
    }
  })

  it.each(['custom:nothing', 'nothing', 'sub'])('refuses %s', async (Name) => {
    const { admin, setUp } = bench
    const { UserPoolId } = await setUp()
    const change = { UserPoolId, Username: USERNAME, UserAttributes: [{ Name, Value: 'x' }] }
    await expect(admin.adminUpdateUserAttributes(change)).rejects.toMatchObject({ name: 'InvalidParameterException' })
  })
})

describe('a forgotten password', () => {
  it('is replaced with the code that was sent, once, within an hour', async () => {
    const { clock, cognito, setUp, signIn, lastCode } = bench
    const { ClientId } = await setUp({}, {}, { email: 'ada@example.com' })
    const who = { ClientId, Username: USERNAME }
    const confirm = (ConfirmationCode: string, Password: string) =>
      cognito.confirmForgotPassword({ ...who, ConfirmationCode, Password })
    const { CodeDeliveryDetails } = await cognito.forgotPassword(who)
    expect(CodeDeliveryDetails).toMatchObject({ DeliveryMedium: 'EMAIL', Destination: 'a***@e***' })
    const code = lastCode()
    const wrong = code === '000000' ? '000001' : '000000'
    await expect(confirm(wrong, 'Another-horse-9')).rejects.toMatchObject({ name: 'CodeMismatchException' })
    await expect(confirm(code, 'short')).rejects.toMatchObject({ name: 'InvalidPasswordException' })
    await confirm(code, 'Another-horse-9')
    expect((await signIn(ClientId, { PASSWORD: 'Another-horse-9' })).AuthenticationResult).toBeDefined()
    await expect(confirm(code, 'Another-horse-10')).rejects.toMatchObject({ name: 'ExpiredCodeException' })

    await cognito.forgotPassword(who)
    const late = lastCode()
    clock.offset += 61 * 60_000
    await expect(confirm(late, 'Another-horse-11')).rejects.toMatchObject({ name: 'ExpiredCodeException' })
    clock.offset = 0
  })

  it('says who exists only where the client lets it', async () => {
    const { cognito, setUp } = bench
    const [open, quiet] = [await setUp(), await setUp({ PreventUserExistenceErrors: 'ENABLED' })]
    const asked = (ClientId: string) => cognito.forgotPassword({ ClientId, Username: 'nobody' })
    await expect(asked(open.ClientId)).rejects.toMatchObject({ name: 'UserNotFoundException' })
    expect((await asked(quiet.ClientId)).CodeDeliveryDetails).toMatchObject({ Destination: 'n***@n***' })
  })

  it('is taken with the code of an administrator’s reset', async () => {
    const { admin, cognito, setUp, signIn, lastCode } = bench
    const { UserPoolId, ClientId } = await setUp({}, {}, { email: 'ada@example.com' })
    await admin.adminResetUserPassword({ UserPoolId, Username: USERNAME })
    await expect(signIn(ClientId)).rejects.toMatchObject({ name: 'PasswordResetRequiredException' })
    const answer = { ConfirmationCode: lastCode(), Password: 'Another-horse-9' }
    await cognito.confirmForgotPassword({ ClientId, Username: USERNAME, ...answer })
    expect((await signIn(ClientId, { PASSWORD: 'Another-horse-9' })).AuthenticationResult).toBeDefined()
  })

  it('sends a sign-up’s code again', async () => {
    const { cognito, setUp, lastCode } = bench
    const { ClientId } = await setUp()
    const UserAttributes = [{ Name: 'email', Value: 'bob@example.com' }]
    const Username = 'bob'
    await cognito.signUp({ ClientId, Username, Password: 'Correct-Horse-7', UserAttributes })
    await cognito.resendConfirmationCode({ ClientId, Username })
    await cognito.confirmSignUp({ ClientId, Username, ConfirmationCode: lastCode() })
    await expect(cognito.resendConfirmationCode({ ClientId, Username })).rejects.toMatchObject({
      name: 'InvalidParameterException',
    })
  })
})
