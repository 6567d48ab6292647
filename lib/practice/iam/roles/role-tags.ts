import type * as iam from '@aws-sdk/client-iam'
import { page } from '@/lib/practice/iam/paging'
import { onRole, requireOwnRole, requireRole } from '@/lib/practice/iam/roles/role-record'
import { requestTags, tagList, withoutTags, withTags } from '@/lib/practice/iam/tags'
import { operation } from '@/lib/practice/wire/service'

export const roleTagOperations = {
  TagRole: operation<{ RoleName: string; Tags: iam.Tag[] }, unknown>({
    authorization: ({ RoleName, Tags }, call) => onRole('TagRole', call, RoleName, requestTags(Tags)),
    run: ({ RoleName, Tags }, call) => {
      const role = requireOwnRole(call, RoleName)
      role.tags = withTags(role.tags, Tags)
    },
  }),
  UntagRole: operation<{ RoleName: string; TagKeys: string[] }, unknown>({
    authorization: ({ RoleName, TagKeys }, call) => onRole('UntagRole', call, RoleName, { 'aws:TagKeys': TagKeys }),
    run: ({ RoleName, TagKeys }, call) => {
      const role = requireOwnRole(call, RoleName)
      role.tags = withoutTags(role.tags, TagKeys)
    },
  }),
  ListRoleTags: operation<iam.ListRoleTagsCommandInput & { RoleName: string }, unknown>({
    authorization: ({ RoleName }, call) => onRole('ListRoleTags', call, RoleName),
    run: (input, call) => {
      const { items, ...rest } = page(tagList(requireRole(call, input.RoleName).tags), ({ Key }) => Key, input)
      return { Tags: items, ...rest }
    },
  }),
}
