"""Writes the trained student as a model folder in hub layout, with what the encoder checks before it uses it."""
import base64
import hashlib
import json
from pathlib import Path

import numpy as np

from bert import HEADS, WIDTH
from measure import Encoder
from onnx_student import export
from student import LAYERS
from teach import MAX_TOKENS

MODEL, SPACE, LANGUAGES = 'attune/minilm-zh-en', 'all-MiniLM-L6-v2', ['en', 'zh']
FILES = ('onnx/model_quantized.onnx', 'tokenizer.json', 'tokenizer_config.json')
# Of several lengths and both languages, so that a backend that fails on padding, length or characters is found out.
GOLDEN = ['A cat sleeps on the sofa.', '春天的花园', 'Stainless steel water bottle, 750 ml, with a bamboo lid and a carrying loop for long walks', 'The committee put off its vote on the new harbour until the autumn']


def write_model(teacher: Path, cache: Path, models: Path) -> None:
    out = models / MODEL
    export(cache, out)
    (out / 'tokenizer.json').write_bytes((cache / 'tokenizer.json').read_bytes())
    settings = json.loads((teacher / 'tokenizer_config.json').read_text('utf8'))
    (out / 'tokenizer_config.json').write_text(json.dumps({**settings, 'model_max_length': MAX_TOKENS}, indent=2), 'utf8')
    vocabulary = json.loads((out / 'tokenizer.json').read_text('utf8'))['model']['vocab']
    known = json.loads((teacher / 'tokenizer.json').read_text('utf8'))['model']['vocab']
    vectors = Encoder(out)(GOLDEN)
    config = {
        'architectures': ['BertModel'], 'model_type': 'bert', 'hidden_size': WIDTH, 'num_attention_heads': HEADS, 'num_hidden_layers': len(LAYERS),
        'intermediate_size': 4 * WIDTH, 'max_position_embeddings': MAX_TOKENS, 'vocab_size': len(vocabulary), 'hidden_act': 'gelu', 'pad_token_id': vocabulary['[PAD]'],
        'attune': {
            'space': SPACE, 'maxTokens': MAX_TOKENS, 'languages': LANGUAGES, 'ownTokensFrom': min(i for t, i in vocabulary.items() if t not in known),
            # Integer products have no WebGPU kernel in onnxruntime: they would travel to the CPU and back.
            'backends': ['cpu', 'wasm'],
            'files': {name: digest(out / name) for name in FILES},
            'golden': {'texts': GOLDEN, 'vectors': [base64.b64encode(levels(v).tobytes()).decode() for v in vectors]},
        },
    }
    (out / 'config.json').write_text(json.dumps(config, indent=2, ensure_ascii=False) + '\n', 'utf8')
    print({name: (out / name).stat().st_size for name in FILES}, flush=True)


def levels(vector: np.ndarray) -> np.ndarray:
    return np.round(vector / np.abs(vector).max() * 127).astype(np.int8)


def digest(path: Path) -> dict:
    body = path.read_bytes()
    return {'sizeBytes': len(body), 'sha256': hashlib.sha256(body).hexdigest()}
