// Why an upload is refused. 415 goes by the bytes, never by the name; limits are said before the first byte is sent.
export const fileProblems = {
  'file.heic': {
    status: 415,
    zh: '不支持 HEIC/HEIF 照片，请在手机上转为 JPEG 后再上传',
    en: 'HEIC photos are not taken; let the phone convert it to JPEG and send it again.',
  },
  'file.type_not_accepted': {
    status: 415,
    zh: '不接受此类文件，请上传照片（JPEG、PNG、WebP）、视频（MP4、MOV、WebM）或录音',
    en: 'Not accepted: send a photo (JPEG, PNG, WebP), a video (MP4, MOV, WebM) or a voice note.',
  }, // accepted
  'file.content_mismatch': {
    status: 415,
    zh: '文件内容与所称类型不符，未予保存',
    en: 'The content is not what it says; nothing was kept.',
  }, // declared, found
  'file.unreadable': {
    status: 415,
    zh: '文件已损坏或不完整，无法读取，未予保存',
    en: 'The file is damaged or cut off and cannot be read; nothing was kept.',
  },
  'file.too_large': { status: 413, zh: '文件超过大小上限', en: 'The file is larger than is allowed.' }, // kind, limitBytes, bytes
  'file.too_many_pixels': { status: 413, zh: '照片的像素过大', en: 'The picture has too many pixels.' }, // width, height, limit
  'file.too_many': { status: 409, zh: '附件数量已达上限', en: 'There are as many files as are allowed already.' }, // limit
  'file.not_of_sender': {
    status: 403,
    zh: '无法确认您是这份反映的提交人，请连同提交时的凭据或查询码一起发送',
    en: 'It cannot be told that this report is yours; send its nonce or its secret along.',
  },
  'file.wrong_offset': {
    status: 409,
    zh: '续传位置不一致，请重新查询后续传',
    en: 'The upload stands elsewhere; ask where and go on from there.',
  },
  'file.lost': { status: 404, zh: '文件内容缺失', en: 'The content of this file is missing.' },
  'file.no_room': { status: 503, zh: '存储空间不足，请稍后重试', en: 'There is no room for files now.' },
  'file.wrong_protocol': { status: 412, zh: '上传协议版本不符', en: 'Uploads speak tus 1.0.0 (header Tus-Resumable).' },
} as const
