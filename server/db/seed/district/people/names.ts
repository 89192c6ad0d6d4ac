import type { Random } from '../random.ts'

/** Invented people: common surnames, given names of everyday taste, each combination once. */
const SURNAMES = '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎'
const GIVEN = [
  ['秀兰', '桂英', '建国', '国强', '志明', '玉梅', '春花', '德才', '素珍', '永福', '金凤', '长根'],
  ['晓燕', '海涛', '丽华', '文斌', '雪梅', '立军', '亚萍', '永刚', '红霞', '志远', '美玲', '少华'],
  ['子涵', '雨桐', '浩然', '欣怡', '梓轩', '思远', '佳宁', '一鸣', '可欣', '俊杰', '静怡', '嘉禾'],
  ['平', '敏', '磊', '静', '洋', '娟', '勇', '倩', '斌', '蕾', '涛', '璐'],
].flat()

export function namesOf(chance: Random, count: number, taken: ReadonlySet<string> = new Set()): string[] {
  const names = new Set<string>()
  while (names.size < count) {
    const name = chance.pick([...SURNAMES]) + chance.pick(GIVEN)
    if (!taken.has(name)) names.add(name)
  }
  return [...names]
}

/** 199 0000 … belongs to the staff of the demonstration, 199 0001 … to its residents; nobody is to be rung up. */
export const staffPhone = (number: number) => `1990000${String(number).padStart(4, '0')}`
export const residentPhone = (number: number) => `1990001${String(number).padStart(4, '0')}`
export const SUPERVISION_PHONE = staffPhone(9001)
