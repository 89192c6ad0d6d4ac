export const areaProblems = {
  'area.outside': { status: 404, zh: '该位置不在任何辖区内', en: 'This point lies in no area.' },
  'area.outside_county': { status: 400, zh: '位置不在本县区范围内', en: 'This place lies outside the county.' },
  'area.unknown': { status: 400, zh: '没有这个区域', en: 'There is no such area.' },
  'area.unknown_building': { status: 400, zh: '没有这栋楼', en: 'There is no such building.' },
} as const
