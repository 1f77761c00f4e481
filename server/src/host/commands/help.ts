/** What `reglament --help` says. */
import { version } from "../version";

export const HELP = `reglament ${version}: проверка положений, приказов и других документов

  reglament check [файлы и папки…]   проверить (по умолчанию — текущую папку)
    --format pretty|json             вид вывода (по умолчанию pretty)
    --fix                            исправить то, что исправляется само
    --fail-on error|warning|information|hint
                                     с какого уровня код возврата 1 (по умолчанию error)
    --allow-empty                    папка без документов — не ошибка
    --no-color                       без цвета
    --help                           эта справка
  reglament export --format ics [файлы и папки…]
                                     заседания и сроки — файл для календаря
    --out ФАЙЛ                       куда записать (по умолчанию — на экран)
    --force                          записать и поверх документа
  reglament lsp --stdio              языковой сервер для любого редактора
  reglament rules                    список правил

  reglament --version                номер версии

Код возврата: 0 — замечаний этого уровня нет, 1 — есть (export: выгружать нечего), 2 — ошибка в команде, чтении или записи.
`;
