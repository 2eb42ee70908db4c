"""usage: python -m tests.bench.composition FILE.pdf"""

import json
import sys
from pathlib import Path

from tests.bench.composition import analyse

print(json.dumps(analyse(Path(sys.argv[1])), ensure_ascii=False, indent=1))
