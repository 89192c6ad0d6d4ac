import { expect, it } from 'vitest'
import { type NoticeFault, noticeFaultsIn } from './notice-words.ts'

const cases: [string, NoticeFault[]][] = [
  ['经入户调查和评议，拟同意清泉社区林某某家庭（3人）纳入最低生活保障，月补助1,286元，请居民监督。', []],
  ['公示期自2026-11-16至2026-11-23，监督电话请见社区公示栏。', []],
  ['门面已于2019年出售，有不动产登记为证，不影响认定。', []],
  ['申请人六十五岁，无子女，家庭财产符合规定。', []],
  ['联系电话13800001234', ['number']],
  ['联系电话 138 0000 1234', ['number']],
  ['身份证号11010519491231002X', ['number']],
  ['家住福源路12号', ['address']],
  ['家住3号楼2单元501室', ['address']],
  ['3-2-501林某某', ['address']],
  ['三单元林某某', ['address']],
  ['因患癌症致贫', ['health']],
  ['本人肢体残疾二级', ['health']],
  ['其子12岁，就读小学', ['minor']],
  ['家中有八岁女儿', ['minor']],
  ['抚养未成年子女两名', ['minor']],
  ['林某某患病住院，住2栋，女儿15周岁，电话13800001234', ['number', 'address', 'health', 'minor']],
]
it.each(cases)('%s', (text, faults) => {
  expect(noticeFaultsIn(text)).toEqual(faults)
})
